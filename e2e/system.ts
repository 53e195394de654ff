import { randomBytes } from 'node:crypto'
import { readPeople, type SeededPerson } from '../scripts/people.ts'
import { freePort } from '../scripts/ports.ts'
import { removeDataFolder } from '../scripts/postgres/place.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../scripts/postgres.ts'
import type { Service } from '../scripts/supervise.ts'
import * as system from '../scripts/system.ts'
import { makeTempData, sweepAbandoned } from '../scripts/temp-data.ts'

export interface SystemOptions {
  /** Also play the outside world; default true. */
  readonly sandbox?: boolean
  /** Also print: the sandbox's label printer and a print agent; default false. */
  readonly agent?: boolean
  /** Fill the database as `npm start` does; default true. */
  readonly seed?: boolean
  /** Build the web pages first (from turbo's cache if nothing changed); default false. */
  readonly web?: boolean
  /** More environment for server, worker and sandbox. */
  readonly env?: Record<string, string>
  /** Off where nothing crashes: nothing is flushed to the disk, and all lies in memory where there is room. Default true. */
  readonly durable?: boolean
  /** Settings of Postgres. */
  readonly postgres?: Record<string, string>
  /** How server, worker and seed reach Postgres; for something between them and it. Default: as the application's role does. */
  readonly databaseUrl?: (appUrl: string) => Promise<string>
}

/** One whole system of its own: folder, Postgres, ports, processes. */
export interface TestSystem {
  readonly baseUrl: string
  /** Undefined without a sandbox. */
  readonly sandboxUrl: string | undefined
  readonly ownerUrl: string
  readonly appUrl: string
  readonly dataFolder: string
  readonly people: readonly SeededPerson[]
  readonly postgres: EmbeddedPostgres
  readonly server: Service
  readonly worker: Service
  readonly sandbox: Service | undefined
  readonly agent: Service | undefined
  /** Waits until the server answers /readyz, after a restart. */
  ready(): Promise<void>
  stop(): Promise<void>
}

/** Starts a system for journeys, faults and benches. Nothing of it is left after `stop`, nor after the next start. */
export async function startSystem(options: SystemOptions = {}): Promise<TestSystem> {
  await sweepAbandoned()
  const dataFolder = makeTempData({ inMemory: options.durable === false })
  const cleanUp: (() => Promise<void>)[] = [async () => removeDataFolder(dataFolder)]
  const stop = async () => {
    for (const undo of cleanUp.splice(0).reverse()) await undo()
  }
  try {
    return await assemble(options, { dataFolder, cleanUp, stop })
  } catch (error) {
    await stop()
    throw error
  }
}

interface Assembly {
  readonly dataFolder: string
  readonly cleanUp: (() => Promise<void>)[]
  readonly stop: () => Promise<void>
}

async function assemble(options: SystemOptions, { dataFolder, cleanUp, stop }: Assembly): Promise<TestSystem> {
  const { durable = true } = options
  const postgres = await startEmbeddedPostgres({ dataFolder, durable, settings: options.postgres ?? {} })
  cleanUp.push(() => postgres.stop('immediate'))
  const plan = await planOf(options, dataFolder, postgres)
  if (options.web) await system.buildWeb()
  await system.migrateDatabase(plan)
  if (options.seed ?? true) await system.seedDatabase(plan)
  const start = (part: system.Part) => {
    const service = system.startPart(plan, part)
    cleanUp.push(() => service.stop(2000))
    return service
  }
  const sandbox = plan.sandboxPort === undefined ? undefined : start('sandbox')
  const server = start('server')
  const worker = start('worker')
  const agent = options.agent ? start('agent') : undefined
  const sandboxUrl = sandbox && `http://127.0.0.1:${plan.sandboxPort}`
  const ready = async () => {
    await system.waitUntilReady(`${plan.publicUrl}/readyz`, server)
    if (sandbox && sandboxUrl) await system.waitUntilReady(sandboxUrl, sandbox, true)
  }
  await ready()
  const people = readPeople(dataFolder)
  const { ownerUrl, appUrl } = postgres
  const processes = { postgres, server, worker, sandbox, agent, ready, stop }
  return { baseUrl: plan.publicUrl, sandboxUrl, ownerUrl, appUrl, dataFolder, people, ...processes }
}

async function planOf(
  options: SystemOptions,
  dataFolder: string,
  postgres: EmbeddedPostgres,
): Promise<system.SystemPlan> {
  const port = await freePort()
  const secret = () => randomBytes(32).toString('base64')
  return {
    dataFolder,
    port,
    sandboxPort: (options.sandbox ?? true) ? await freePort() : undefined,
    sandboxMailPort: (options.sandbox ?? true) ? await freePort() : undefined,
    printerPort: options.agent ? await freePort() : undefined,
    publicUrl: `http://127.0.0.1:${port}`,
    databaseUrl: (await options.databaseUrl?.(postgres.appUrl)) ?? postgres.appUrl,
    ownerUrl: postgres.ownerUrl,
    secrets: { BATON_SECRET_KEY: secret(), BATON_AUTH_SECRET: secret() },
    env: { ...withoutOurs(process.env), BATON_ALLOW_PRIVATE: '127.0.0.1', ...options.env },
  }
}

/** The tester's own settings of Baton must not leak into the system under test. */
function withoutOurs(env: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(BATON_|DATABASE_)/.test(name)))
}
