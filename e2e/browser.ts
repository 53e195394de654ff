import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface ProfileOptions extends BrowserContextOptions {
  /** More flags of Chromium's command line. */
  readonly flags?: readonly string[]
}

export interface JourneyBrowser {
  /** One profile on disk, as a device has it: service worker, IndexedDB and cookies outlive a page. */
  readonly context: BrowserContext
  /** Folder of the profile. */
  readonly profile: string
  close(): Promise<void>
}

/** Starts a headless Chromium with a profile of its own, which is deleted when it is closed. */
export async function launchBrowser(options: ProfileOptions = {}): Promise<JourneyBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'baton-browser-'))
  const remove = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  try {
    const context = await openProfile(profile, options)
    const close = async () => {
      await context.close()
      remove()
    }
    return { context, profile, close }
  } catch (error) {
    remove()
    throw error
  }
}

/** Opens a profile; twice in turn for what must outlive a closed or killed browser. The caller deletes it. */
export function openProfile(profile: string, options: ProfileOptions = {}): Promise<BrowserContext> {
  const { flags = [], ...others } = options
  return chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: [...FLAGS, ...flags],
    ...others,
  })
}
