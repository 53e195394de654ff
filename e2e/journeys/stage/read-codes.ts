import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

interface Reader {
  prepareZXingModule(options: { overrides: { wasmBinary: ArrayBuffer } }): void
  readBarcodes(image: Uint8Array, options: { formats: string[] }): Promise<{ format: string; text: string }[]>
}

const web = createRequire(join(import.meta.dirname, '../../../apps/web/package.json'))
const { prepareZXingModule, readBarcodes } = web('zxing-wasm/reader') as Reader

/** What a scanner of each kind reads from a picture: format and text, in order of format. */
export async function readCodes(png: Uint8Array): Promise<readonly (readonly [format: string, text: string])[]> {
  const wasmBinary = Uint8Array.from(readFileSync(web.resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer
  prepareZXingModule({ overrides: { wasmBinary } })
  const read = await readBarcodes(png, { formats: ['Code128', 'QRCode'] })
  return read.map(({ format, text }) => [format, text] as const).sort(([one], [other]) => one.localeCompare(other))
}
