import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Photo } from '../../codes/photograph.ts'

export interface DecodeServer {
  readonly url: string
  stop(): Promise<void>
}

/** Serves the page with both decoders, the decoder's wasm under the product's own address, and frames as grey bytes. */
export async function serveDecoders(frame: (name: string) => Photo): Promise<DecodeServer> {
  const script = await bundle()
  const wasm = decoderBytes()
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path === '/page.js') return response.setHeader('content-type', 'text/javascript').end(script)
    if (path.endsWith('.wasm')) return response.setHeader('content-type', 'application/wasm').end(wasm)
    if (!path.startsWith('/frame/'))
      return response.setHeader('content-type', 'text/html').end('<!doctype html><script src="/page.js"></script>')
    const { width, height, grey } = frame(path.slice('/frame/'.length))
    response.setHeader('x-width', width).setHeader('x-height', height).end(new Uint8Array(grey.buffer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, stop: () => closed(server) }
}

async function bundle(): Promise<string> {
  const entry = join(import.meta.dirname, 'decode-page.ts')
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    write: false,
    minify: true,
  })
  return outputFiles[0]?.text ?? ''
}

function decoderBytes(): Buffer {
  const web = createRequire(join(import.meta.dirname, '../../../apps/web/package.json'))
  return readFileSync(web.resolve('zxing-wasm/reader/zxing_reader.wasm'))
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
