import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Marks the scripts that a page of the floor starts with: a browser that knows the mark (V8's explicit compile hints)
 * compiles them whole beside the page's own thread, instead of function by function while the page waits to answer.
 */
const out = join(import.meta.dirname, '../out')
const HINT = '//# allFunctionsCalledOnLoad\n'
const TAG = /<script(?![^>]*\snomodule)[^>]*\ssrc="\/(_next\/static\/chunks\/[\w.~-]+\.js)"/gi

const pages = globSync('scan/**/*.html', { cwd: out })
const named = pages.flatMap((page) =>
  [...readFileSync(join(out, page), 'utf8').matchAll(TAG)].map(([, path]) => path ?? ''),
)
for (const path of new Set(named)) {
  const script = readFileSync(join(out, path), 'utf8')
  if (!script.startsWith(HINT)) writeFileSync(join(out, path), HINT + script)
}
