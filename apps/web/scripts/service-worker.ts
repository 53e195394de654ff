import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { injectManifest } from 'workbox-build'
import { assetsOf, out, scanPages } from './page-assets.ts'

/** Writes out/sw.js: what the floor needs without network, and the service worker that keeps it. */
const MOST_PRECACHED = 1_000_000
const PLAIN_FILES = ['icon.svg', 'manifest.webmanifest', 'icons/icon-192.png', 'icons/badge-96.png']

const pages = scanPages()
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
  manifestTransforms: [
    (entries) => ({ manifest: entries.map((entry) => ({ ...entry, integrity: integrityOf(entry.url) })) }),
  ],
})
if (warnings.length > 0) throw new Error(warnings.join('\n'))
if (size > MOST_PRECACHED) throw new Error(`the floor's precache is ${size} bytes, more than ${MOST_PRECACHED}`)
console.log(`sw.js ${version}: ${files.length} files, ${Math.round(size / 1000)} kB`)

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

/** What a proxy or a login page answers in a file's place is not kept: the browser compares. */
function integrityOf(url: string): string {
  return `sha256-${createHash('sha256')
    .update(readFileSync(join(out, url)))
    .digest('base64')}`
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
