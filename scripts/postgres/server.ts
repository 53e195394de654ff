import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../processes.ts'
import { type Account, accountForRoot } from './account.ts'
import { type Credentials, ROLES } from './credentials.ts'
import { type Binaries, findBinaries } from './place.ts'
import { readPostmaster } from './postmaster.ts'

const BASE_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_wal_size: '2GB',
  autovacuum_naptime: '3s',
  autovacuum_analyze_threshold: '500',
  autovacuum_analyze_scale_factor: '0.5',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
}
const RECOVERY_LIMIT = 120_000
const LOCALE_FREE = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH ?? '/usr/bin:/bin' }

export interface Machine {
  readonly account: Account | undefined
  readonly binaries: Binaries
}

/** Who runs Postgres here and with which binaries. */
export function thisMachine(): Machine {
  const account = accountForRoot()
  return { account, binaries: findBinaries(account) }
}

const identity = (account: Account | undefined) => (account ? { uid: account.uid, gid: account.gid } : {})

export interface NewCluster {
  readonly machine: Machine
  readonly folder: string
  readonly adminPassword: string
  readonly durable: boolean
}

/**
 * Makes the cluster if the folder holds none: UTF-8, C.UTF-8 of Postgres's own, checksums, a password for everyone.
 * It grows beside its place and moves there whole, so that a crash half-way leaves nothing that looks finished.
 */
export function initialise({ machine, folder, adminPassword, durable }: NewCluster): void {
  if (existsSync(join(folder, 'PG_VERSION'))) return
  const half = `${folder}.half`
  const secret = mkdtempSync(join(tmpdir(), 'baton-init-'))
  try {
    rmSync(half, { recursive: true, force: true })
    mkdirSync(half, { recursive: true })
    chmodSync(half, 0o700)
    const passwordFile = join(secret, 'password')
    writeFileSync(passwordFile, adminPassword, { mode: 0o600 })
    const { account } = machine
    if (account) for (const path of [half, secret, passwordFile]) chownSync(path, account.uid, account.gid)
    runInitdb(machine, [`--pwfile=${passwordFile}`, '-D', half, ...(durable ? [] : ['--no-sync'])])
    renameSync(half, folder)
  } finally {
    rmSync(half, { recursive: true, force: true })
    rmSync(secret, { recursive: true, force: true })
  }
}

function runInitdb({ account, binaries }: Machine, place: string[]): void {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const flags = ['-U', ROLES.admin, '--auth=scram-sha-256', '--no-instructions']
  const run = spawnSync(binaries.initdb, [...place, ...locale, ...flags], {
    ...identity(account),
    env: LOCALE_FREE,
    cwd: '/',
    encoding: 'utf8',
  })
  if (run.status === 0) return
  throw new Error(`initdb failed: ${run.error?.message ?? (run.stderr.trim() || `exit code ${run.status}`)}`)
}

export interface Launch {
  readonly machine: Machine
  readonly folder: string
  readonly credentials: Credentials
  readonly settings: Record<string, string>
}

/**
 * Starts the postmaster in a session of its own, so that a Ctrl-C meant for us does not reach it, and waits until it
 * takes connections. Recovery after a crash may take a while; processes of a killed predecessor are waited for.
 */
export async function launch(options: Launch): Promise<ChildProcess> {
  let complaint = ''
  for (let attempt = 0; attempt < 40; attempt++) {
    const started = await tryLaunch(options)
    if (typeof started !== 'string') return started
    complaint = started
    if (!/shared memory block|lock file/i.test(complaint)) break
    await until(() => false, 250)
  }
  throw new Error(`Postgres did not start: ${complaint}`)
}

async function tryLaunch({ machine, folder, credentials, settings }: Launch): Promise<ChildProcess | string> {
  const chosen = Object.entries({ ...BASE_SETTINGS, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const outputFile = join(folder, 'startup.log')
  const output = openSync(outputFile, 'w', 0o600)
  const child = spawn(machine.binaries.postgres, ['-D', folder, '-p', String(credentials.port), ...chosen], {
    ...identity(machine.account),
    cwd: folder,
    env: LOCALE_FREE,
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const ended = once(child, 'exit').catch((error: Error) => error.message)
  let gone = false
  void ended.then(() => (gone = true))
  await until(() => gone || isReady(folder, child.pid), RECOVERY_LIMIT)
  if (!gone && isReady(folder, child.pid)) return child
  if (!gone) {
    child.kill('SIGQUIT')
    return `it was not ready after ${RECOVERY_LIMIT / 1000} s; see ${join(folder, 'log')}`
  }
  const reason = await ended
  return [
    typeof reason === 'string' ? reason : '',
    readFileSync(outputFile, 'utf8').trim(),
    `(logs: ${join(folder, 'log')})`,
  ].join(' ')
}

function isReady(folder: string, pid: number | undefined): boolean {
  const postmaster = readPostmaster(folder)
  return postmaster?.ready === true && postmaster.pid === pid
}
