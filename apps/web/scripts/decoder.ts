import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Puts the camera's decoder beside the pages, under the name by which `detector.ts` asks for it. */
const decoder = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
const { version } = JSON.parse(readFileSync(join(dirname(decoder), '../../package.json'), 'utf8')) as {
  version: string
}
const folder = join(import.meta.dirname, '../out/camera')
mkdirSync(folder, { recursive: true })
copyFileSync(decoder, join(folder, `zxing-${version}.wasm`))
