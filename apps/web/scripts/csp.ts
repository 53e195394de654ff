import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes out/csp.json: for each exported page, the hashes of its inline scripts, for the server's `script-src`. */
const out = join(import.meta.dirname, '../out')
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

const hashes: Record<string, string[]> = {}
for (const page of globSync('**/*.html', { cwd: out }).sort()) {
  const html = readFileSync(join(out, page), 'utf8')
  const scripts = [...html.matchAll(INLINE_SCRIPT)].map((match) => match[1] ?? '')
  hashes[`/${page}`] = [...new Set(scripts.map(hashOf))]
  if (/\sstyle="/.test(html)) throw new Error(`${page}: a style attribute would be refused by the policy`)
  if (/<style/.test(html)) throw new Error(`${page}: a style element would be refused by the policy`)
}
writeFileSync(join(out, 'csp.json'), `${JSON.stringify(hashes, null, 1)}\n`)

function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`
}
