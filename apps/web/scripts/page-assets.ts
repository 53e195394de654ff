import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The built pages, as the server sends them. */
export const out = join(import.meta.dirname, '../out')

/** The pages of the floor, as paths inside out/. */
export function scanPages(): string[] {
  return globSync('scan/**/*.html', { cwd: out }).sort()
}

/** Scripts and styles that a page names, in its tags or in the data that its framework reads; none for browsers without modules. */
export function assetsOf(page: string): string[] {
  const html = readFileSync(join(out, page), 'utf8').replaceAll(/<script[^>]*\snomodule[^>]*>/gi, '')
  const named = [...html.matchAll(/static\/(?:chunks|css|media)\/[\w.~/-]+\.(?:js|css|woff2)/g)]
  return named.map(([path]) => `_next/${path}`)
}
