import type { ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { credentialsFor, urlOf } from './postgres/credentials.ts'
import { clusterFolder } from './postgres/place.ts'
import { endLeftover, endServer, type Shutdown } from './postgres/postmaster.ts'
import { ensureRoles } from './postgres/roles.ts'
import { initialise, type Launch, launch, thisMachine } from './postgres/server.ts'
import { isAlive, until } from './processes.ts'

const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

export interface PostgresOptions {
  /** The cluster lives in its folder `postgres`, port and passwords in its file `postgres.json`. */
  readonly dataFolder: string
  readonly port?: number
  readonly log?: (line: string) => void
  /** Off for throw-away clusters of tests only. */
  readonly durable?: boolean
  readonly settings?: Record<string, string>
}

export interface EmbeddedPostgres {
  readonly ownerUrl: string
  readonly appUrl: string
  /** The superuser's; for tests and faults, never handed to Baton itself. */
  readonly adminUrl: string
  readonly port: number
  readonly folder: string
  readonly pid: number | undefined
  /** Asks more roughly after half of `milliseconds`. */
  stop(mode?: Shutdown, milliseconds?: number): Promise<void>
  restart(mode?: Shutdown): Promise<void>
  /** SIGKILL to the postmaster alone, as a crash would; the server stays down until `restart`. */
  killPostmaster(): Promise<void>
  /** Called when the server ends though nobody here asked it to. */
  onCrash(handler: () => void): void
}

/** Brings up the Postgres of a data folder: ends a leftover, initialises, starts, makes roles and the database `baton`. */
export async function startEmbeddedPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.dataFolder, { recursive: true })
  const machine = thisMachine()
  const { folder, moved } = clusterFolder(options.dataFolder, machine.account)
  if (moved)
    options.log?.(`${options.dataFolder} is closed to user ${machine.account?.name}; the cluster lives in ${moved}`)
  const ended = await endLeftover(folder)
  if (ended) options.log?.(`stopped Postgres (process ${ended}) that a crashed start had left running`)
  const credentials = await credentialsFor(options.dataFolder, options.port)
  const durable = options.durable ?? true
  initialise({ machine, folder, adminPassword: credentials.admin, durable })
  const settings = { ...(durable ? {} : NOT_DURABLE), ...options.settings }
  const server = await runServer({ machine, folder, credentials, settings })
  await ensureRoles(credentials, 'baton')
  return Object.assign(server, {
    ownerUrl: urlOf(credentials, 'owner', 'baton'),
    appUrl: urlOf(credentials, 'app', 'baton'),
    adminUrl: urlOf(credentials, 'admin', 'postgres'),
    port: credentials.port,
    folder,
  })
}

type Controls = Pick<EmbeddedPostgres, 'pid' | 'stop' | 'restart' | 'killPostmaster' | 'onCrash'>

async function runServer(options: Launch): Promise<Controls> {
  let expected = false
  let onCrash = () => {}
  const watched = async () => {
    const child = await launch(options)
    expected = false
    child.once('exit', () => {
      if (!expected) onCrash()
    })
    return child
  }
  let child: ChildProcess = await watched()
  const stop = async (mode: Shutdown = 'fast', milliseconds = 6000) => {
    expected = true
    if (child.pid && isAlive(child.pid)) await endServer(child.pid, mode, milliseconds)
  }
  return {
    get pid() {
      return child.pid
    },
    stop,
    async restart(mode: Shutdown = 'fast') {
      await stop(mode)
      child = await watched()
    },
    async killPostmaster() {
      expected = true
      const { pid } = child
      child.kill('SIGKILL')
      await until(() => !pid || !isAlive(pid), 5000)
    },
    onCrash(handler) {
      onCrash = handler
    },
  }
}
