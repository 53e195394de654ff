import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Writes a `.br` and a `.gz` beside every text file of out/: the server sends them as they are. */
const out = join(import.meta.dirname, '../out')
const TEXT = '**/*.{css,html,js,svg,txt,wasm,webmanifest}'
/** Smaller ones fit into one packet either way. */
const SMALLEST = 1000

const files = globSync(TEXT, { cwd: out }).map((file) => join(out, file))
for (const file of files) {
  const bytes = readFileSync(file)
  if (bytes.length < SMALLEST) continue
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ])
  writeFileSync(`${file}.br`, brotli)
  writeFileSync(`${file}.gz`, gzipped)
}
