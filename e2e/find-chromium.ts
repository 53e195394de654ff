import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const ADVICE =
  'No Chromium was found and none could be installed. Install one (Debian: "apt-get install chromium"; ' +
  'anywhere: "npx playwright-core install chromium"), or name it with CHROMIUM_PATH.'

/** Path of a Chromium that exists; installs one if there is none and this machine allows it. Throws what to install. */
export function findChromium(env: Record<string, string | undefined> = process.env): string {
  if (env.CHROMIUM_PATH) {
    if (isExecutable(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH
    throw new Error(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which is not an executable file.`)
  }
  const found = installed(env)
  if (found) return found
  for (const install of [downloadWithPlaywright, installWithApt]) {
    install()
    const path = installed(env)
    if (path) return path
  }
  throw new Error(ADVICE)
}

function installed(env: Record<string, string | undefined>): string | undefined {
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'].filter(Boolean)
  const named = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...named, ...APPLICATIONS, chromium.executablePath()].find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function downloadWithPlaywright(): void {
  console.error('No Chromium found; downloading the one of Playwright …')
  const cli = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '..', 'cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2], timeout: 300_000 })
}

function installWithApt(): void {
  if (process.getuid?.() !== 0) return
  console.error('Installing Chromium with apt-get …')
  const options = {
    stdio: ['ignore', 2, 2] as ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  if (spawnSync('apt-get', ['update', '-qq'], options).status !== 0) return
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
}
