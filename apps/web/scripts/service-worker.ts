import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { injectManifest } from 'workbox-build'

/** Writes out/sw.js: what the floor needs without network, and the service worker that keeps it. */
const out = join(import.meta.dirname, '../out')
const MOST_PRECACHED = 1_000_000
const MOST_PAGE_SCRIPT = 150_000
const PLAIN_FILES = ['icon.svg', 'manifest.webmanifest', 'icons/icon-192.png', 'icons/badge-96.png']

const pages = globSync('scan/**/*.html', { cwd: out }).sort()
/** What the router asks for between pages; the other files of their kind are for links that fetch ahead, and none does. */
const flights = globSync('scan/**/index.txt', { cwd: out }).sort()
const assets = withLater(new Set(pages.flatMap(assetsOf)))
const voice = globSync('voice/*.mp3', { cwd: out }).sort()
const files = [...pages, ...flights, ...assets, ...voice, ...PLAIN_FILES]
const version = digestOf(files)

await build({
  entryPoints: [join(import.meta.dirname, '../src/service-worker/sw.ts')],
  outfile: join(out, 'sw.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"', VERSION: JSON.stringify(version) },
})
const { size, warnings } = await injectManifest({
  swSrc: join(out, 'sw.js'),
  swDest: join(out, 'sw.js'),
  globDirectory: out,
  globPatterns: files.map(escaped),
  modifyURLPrefix: { '': '/' },
  dontCacheBustURLsMatching: /^_next\/static\//,
  maximumFileSizeToCacheInBytes: MOST_PRECACHED,
})
if (warnings.length > 0) throw new Error(warnings.join('\n'))
if (size > MOST_PRECACHED) throw new Error(`the floor's precache is ${size} bytes, more than ${MOST_PRECACHED}`)
const heavy = pages.filter((page) => scriptSize(page) > MOST_PAGE_SCRIPT)
if (heavy.length > 0) throw new Error(`more than ${MOST_PAGE_SCRIPT} bytes of JavaScript: ${heavy.join(', ')}`)
console.log(`sw.js ${version}: ${files.length} files, ${Math.round(size / 1000)} kB`)

/** Scripts and styles that a page names, in its tags or in the data that its framework reads; none for browsers without modules. */
function assetsOf(page: string): string[] {
  const html = readFileSync(join(out, page), 'utf8').replaceAll(/<script[^>]*\snomodule[^>]*>/gi, '')
  const named = [...html.matchAll(/static\/(?:chunks|css|media)\/[\w.~/-]+\.(?:js|css|woff2)/g)]
  return named.map(([path]) => `_next/${path}`)
}

/** What a script loads later is needed without network as well, except for the camera: that is kept once it was opened. */
function withLater(named: Set<string>): string[] {
  for (const path of named) {
    const script = path.endsWith('.js') ? readFileSync(join(out, path), 'utf8') : ''
    const later = [...script.matchAll(/static\/chunks\/[\w.~-]+\.(?:js|css)/g)].map(([name]) => `_next/${name}`)
    for (const one of later) if (!isOfCamera(one)) named.add(one)
  }
  return [...named].sort()
}

function isOfCamera(path: string): boolean {
  return /zxing/.test(readFileSync(join(out, path), 'utf8'))
}

function scriptSize(page: string): number {
  const scripts = assetsOf(page).filter((path) => path.endsWith('.js'))
  const size = [...new Set(scripts)].reduce((total, path) => total + compressedSize(path), 0)
  console.log(`${page}: ${size} bytes of compressed JavaScript`)
  return size
}

function compressedSize(path: string): number {
  return brotliCompressSync(readFileSync(join(out, path))).length
}

function digestOf(paths: readonly string[]): string {
  const digest = createHash('sha256')
  for (const path of paths) {
    digest.update(`${path}\0${statSync(join(out, path)).size}\0`)
    digest.update(readFileSync(join(out, path)))
  }
  return digest.digest('hex').slice(0, 12)
}

function escaped(path: string): string {
  return path.replace(/[[\](){}!*?]/g, '\\$&')
}
