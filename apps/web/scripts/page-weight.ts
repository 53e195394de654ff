import { statSync } from 'node:fs'
import { join } from 'node:path'
import { assetsOf, out, scanPages } from './page-assets.ts'

/** Refuses a build whose scan pages load more JavaScript before the camera than a slow phone should wait for. Runs after compress.ts. */
const MOST_PAGE_SCRIPT = 150_000

const heavy = scanPages().filter((page) => scriptSize(page) > MOST_PAGE_SCRIPT)
if (heavy.length > 0) throw new Error(`more than ${MOST_PAGE_SCRIPT} bytes of JavaScript: ${heavy.join(', ')}`)

function scriptSize(page: string): number {
  const scripts = new Set(assetsOf(page).filter((path) => path.endsWith('.js')))
  const size = [...scripts].reduce((total, path) => total + sentSize(path), 0)
  console.log(`${page}: ${size} bytes of compressed JavaScript`)
  return size
}

/** Scripts too small to be compressed are sent as they are. */
function sentSize(path: string): number {
  const compressed = statSync(join(out, `${path}.br`), { throwIfNoEntry: false })
  return (compressed ?? statSync(join(out, path))).size
}
