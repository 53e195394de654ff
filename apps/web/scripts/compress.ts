import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Writes a `.br` and a `.gz` beside every text file of out/: the server sends them as they are. */
const out = join(import.meta.dirname, '../out')
const TEXT = '**/*.{css,html,js,svg,txt,wasm,webmanifest}'
/** Smaller ones hardly shrink. */
const SMALLEST = 256

const files = globSync(TEXT, { cwd: out }).map((file) => join(out, file))
await Promise.all(files.map(compress))

async function compress(file: string): Promise<void> {
  const bytes = readFileSync(file)
  if (bytes.length < SMALLEST) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ])
  writeFileSync(`${file}.br`, brotli)
  writeFileSync(`${file}.gz`, gzipped)
}
