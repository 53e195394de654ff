import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, type X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserOptions, type JourneyBrowser, launchBrowser } from '../../browser.ts'

/** Without a network the package system asks for minutes. */
const INSTALL_MS = 40_000

export interface TrustingBrowser extends JourneyBrowser {
  /** Whether the authority stands in the browser's own list; otherwise it was told to overlook its key. */
  readonly isTrustReal: boolean
}

/** A browser of a user who installed the authority: in the list of its own home, as Chromium on Linux reads it. */
export async function launchTrusting(
  { authority, server }: { authority: X509Certificate; server: X509Certificate },
  options: BrowserOptions,
): Promise<TrustingBrowser> {
  const home = mkdtempSync(join(tmpdir(), 'baton-home-'))
  const remove = () => rmSync(home, { recursive: true, force: true })
  try {
    const isTrustReal = install(authority, home)
    const key = createHash('sha256')
      .update(server.publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64')
    const args = isTrustReal ? [] : [`--ignore-certificate-errors-spki-list=${key}`]
    const browser = await launchBrowser({ ...options, args, env: { ...process.env, HOME: home } })
    const close = async () => {
      await browser.close()
      remove()
    }
    return { ...browser, isTrustReal, close }
  } catch (error) {
    remove()
    throw error
  }
}

function install(authority: X509Certificate, home: string): boolean {
  if (process.platform !== 'linux' || !hasCertutil()) return false
  const list = join(home, '.pki', 'nssdb')
  const file = join(home, 'authority.pem')
  mkdirSync(list, { recursive: true })
  writeFileSync(file, authority.toString())
  const quiet = { stdio: 'ignore' } as const
  execFileSync('certutil', ['-d', `sql:${list}`, '-N', '--empty-password'], quiet)
  execFileSync('certutil', ['-d', `sql:${list}`, '-A', '-t', 'C,,', '-n', 'baton', '-i', file], quiet)
  return true
}

function hasCertutil(): boolean {
  const isThere = () => spawnSync('certutil', ['-H'], { stdio: 'ignore' }).error === undefined
  if (isThere()) return true
  if (process.getuid?.() !== 0) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { stdio: 'ignore', timeout: INSTALL_MS, env } as const
  if (spawnSync('apt-get', ['update', '-qq'], options).status !== 0) return false
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'libnss3-tools'], options)
  return isThere()
}
