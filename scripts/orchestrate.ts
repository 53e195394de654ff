import { setInterval } from 'node:timers'
import { lockDataFolder, prepareDataFolder } from './data-folder.ts'
import { givenDatabase } from './database-url.ts'
import { keepLan, type Lan, planLan } from './lan/plan-lan.ts'
import { shortenLog } from './log-file.ts'
import { portsOf, type StartOptions } from './options.ts'
import { isPortFree, portHolder, takenPortLine } from './ports.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres.ts'
import { until } from './processes.ts'
import { ROOT } from './run-child.ts'
import { secretsOf } from './secrets.ts'
import { createSteps, type Steps } from './steps.ts'
import type { Crash, Service } from './supervise.ts'
import * as system from './system.ts'

/** Each has so many milliseconds before it is killed. All of it stays below 10 s. */
const GRACE = { agent: 1000, sandbox: 1000, server: 3000, worker: 2500 } as const satisfies Record<system.Part, number>
const STOP_ORDER: readonly (readonly system.Part[])[] = [['agent', 'sandbox'], ['server'], ['worker']]
const POSTGRES_GRACE = 3000

export interface RunningSystem {
  readonly plan: system.SystemPlan
  readonly services: ReadonlyMap<system.Part, Service>
  readonly lan: Lan | undefined
}

/** Starts and stops one whole system of this machine. */
export interface Orchestra {
  start(): Promise<RunningSystem>
  /** Ends everything in order; safe to call at any moment of starting. */
  stop(): Promise<void>
  /** Ends everything at once. */
  force(): Promise<void>
}

export function createOrchestra(options: StartOptions, env: Record<string, string | undefined>): Orchestra {
  const steps = createSteps(process.stderr)
  const services = new Map<system.Part, Service>()
  const aborted = new AbortController()
  let postgres: Promise<EmbeddedPostgres> | undefined
  let unlock = () => {}

  const openDatabase = async () => {
    if (env.DATABASE_URL) return steps.run('Postgres at DATABASE_URL', () => givenDatabase(env))
    const log = (line: string) => steps.note(line)
    const starting = startEmbeddedPostgres({ dataFolder: options.dataFolder, log })
    postgres = starting
    const started = await steps.run('Postgres', () => starting)
    restartAfterCrash(started, aborted.signal, log)
    return { databaseUrl: started.appUrl, ownerUrl: started.ownerUrl }
  }
  const start = async () => {
    prepareDataFolder(options.dataFolder)
    unlock = lockDataFolder(options.dataFolder, options.port)
    await refuseTakenPorts(options)
    const lan = options.lan && planLan(options.lan)
    if (lan) keepLan(lan, options.dataFolder, (line) => steps.note(line))
    const database = await openDatabase()
    aborted.signal.throwIfAborted()
    const plan = { ...planOf(options, env, lan), ...database }
    await prepare(plan, steps, aborted.signal)
    aborted.signal.throwIfAborted()
    await steps.run('Processes', () => startServices(plan, services, (line) => steps.note(line)))
    keepLogsShort(plan)
    return { plan, services, lan }
  }
  const end = async (grace: (part: system.Part) => number, mode: 'fast' | 'immediate') => {
    aborted.abort(new Error('stopped'))
    for (const parts of STOP_ORDER) await Promise.all(parts.map((part) => services.get(part)?.stop(grace(part))))
    const server = await postgres?.catch(() => undefined)
    await server?.stop(mode, POSTGRES_GRACE)
    unlock()
  }
  return { start, stop: () => end((part) => GRACE[part], 'fast'), force: () => end(() => 0, 'immediate') }
}

function planOf(options: StartOptions, env: Record<string, string | undefined>, lan: Lan | undefined) {
  const publicUrl = env.BATON_PUBLIC_URL || lan?.url || `http://localhost:${options.port}`
  return { ...options, publicUrl, lanUrl: lan?.url, secrets: secretsOf(options.dataFolder, env), env }
}

async function prepare(plan: system.SystemPlan, steps: Steps, signal: AbortSignal): Promise<void> {
  await steps.run('Web pages', () => system.buildWeb({ signal }))
  await steps.run('Database schema', () => system.migrateDatabase(plan, signal))
  await steps.run('First data', () => system.seedDatabase(plan, signal))
}

async function startServices(
  plan: system.SystemPlan,
  services: Map<system.Part, Service>,
  note: (line: string) => void,
): Promise<void> {
  for (const part of system.PARTS) {
    if (part === 'sandbox' && plan.sandboxPort === undefined) continue
    if (part === 'agent' && !system.hasAgent(plan)) continue
    const onCrash = (crash: Crash) => {
      note(`The ${crash.name} ${crash.how}; it is started again in ${crash.again / 1000} s.`)
      for (const line of crash.lines) note(`  ${line}`)
    }
    services.set(part, system.startPart(plan, part, onCrash))
  }
  const server = services.get('server')
  const sandbox = services.get('sandbox')
  if (server) await system.waitUntilReady(`http://127.0.0.1:${plan.port}/readyz`, server)
  if (sandbox) await system.waitUntilReady(`http://127.0.0.1:${plan.sandboxPort}/`, sandbox, true)
}

/** A process of ours that outlived a killed start is on its way out: it is waited for, anybody else is named. */
async function refuseTakenPorts(options: StartOptions): Promise<void> {
  for (const { port, setting } of portsOf(options)) {
    const host = port === options.lan?.port ? '0.0.0.0' : '127.0.0.1'
    if (await isPortFree(port, host)) continue
    const ours = portHolder(port)?.command.includes(`${ROOT}apps/`) ?? false
    if (ours && (await until(() => isPortFree(port, host), 5000))) continue
    throw new Error(takenPortLine(port, setting))
  }
}

function restartAfterCrash(server: EmbeddedPostgres, stopping: AbortSignal, log: (line: string) => void): void {
  server.onCrash(async () => {
    if (stopping.aborted) return
    log('Postgres ended without being asked; it is started again.')
    try {
      await server.restart()
      log('Postgres is back.')
    } catch (error) {
      log(error instanceof Error ? error.message : String(error))
      process.exitCode = 1
      process.kill(process.pid, 'SIGTERM')
    }
  })
}

function keepLogsShort(plan: system.SystemPlan): void {
  const shorten = () => {
    for (const part of system.PARTS) shortenLog(system.specOf(plan, part).logFile)
  }
  setInterval(shorten, 60_000).unref()
}
