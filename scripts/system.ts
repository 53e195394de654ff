import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneAtATime } from './one-at-a-time.ts'
import { readJsonFile } from './private-file.ts'
import { until } from './processes.ts'
import { mustRun, ROOT } from './run-child.ts'
import type { Secrets } from './secrets.ts'
import { type Crash, type Service, type ServiceSpec, startService } from './supervise.ts'

export const PARTS = ['server', 'worker', 'sandbox', 'agent'] as const
export type Part = (typeof PARTS)[number]

/** Everything that the parts of one running system have to agree on. */
export interface SystemPlan {
  readonly dataFolder: string
  readonly port: number
  readonly sandboxPort: number | undefined
  readonly sandboxMailPort: number | undefined
  /** Where the sandbox's label printer listens; undefined: it has none. */
  readonly printerPort?: number | undefined
  readonly publicUrl: string
  /** Where phones of the local network reach the server; undefined: nowhere. */
  readonly lanUrl?: string | undefined
  readonly databaseUrl: string
  readonly ownerUrl: string
  readonly secrets: Secrets
  /** What the parts inherit; settings of ours are set over it. */
  readonly env: Record<string, string | undefined>
}

/** The owner's rights go to nothing that serves people, the database and the keys not to the sandbox and the agent. */
const HIDDEN = [
  'BATON_DEVICE',
  'BATON_DEVICE_KEY',
  'BATON_SANDBOX_PRINTER_PORT',
  'DATABASE_OWNER_URL',
  'DATABASE_URL',
  'BATON_SECRET_KEY',
  'BATON_AUTH_SECRET',
  'BATON_SANDBOX_PORT',
  'BATON_SANDBOX_MAIL_PORT',
  'BATON_LAN_URL',
] as const

/** Parts that live outside: one plays the world, the other may stand in any warehouse. */
const OUTSIDE: readonly (Part | 'prepare')[] = ['sandbox', 'agent']

/** Environment of one part, or of the commands that prepare the database. */
export function environmentOf(plan: SystemPlan, part: Part | 'prepare'): Record<string, string> {
  const inherited = Object.entries(plan.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !HIDDEN.some((name) => name === entry[0]),
  )
  return {
    ...Object.fromEntries(inherited),
    BATON_DATA: plan.dataFolder,
    BATON_PORT: String(plan.port),
    BATON_PUBLIC_URL: plan.publicUrl,
    ...(plan.sandboxPort === undefined ? {} : sandboxPorts(plan)),
    ...(OUTSIDE.includes(part) ? {} : { DATABASE_URL: plan.databaseUrl, ...plan.secrets }),
    ...(OUTSIDE.includes(part) || plan.lanUrl === undefined ? {} : { BATON_LAN_URL: plan.lanUrl }),
    ...(OUTSIDE.includes(part) || plan.sandboxPort === undefined
      ? {}
      : { BATON_ALLOW_PRIVATE: allowedWithSandbox(plan) }),
    ...(part === 'agent' ? agentEnvironment(plan) : {}),
    ...(part === 'prepare' ? { DATABASE_OWNER_URL: plan.ownerUrl } : {}),
  }
}

function sandboxPorts({ sandboxPort, sandboxMailPort, printerPort }: SystemPlan): Record<string, string> {
  const mail = sandboxMailPort === undefined ? {} : { BATON_SANDBOX_MAIL_PORT: String(sandboxMailPort) }
  const printer = printerPort === undefined ? {} : { BATON_SANDBOX_PRINTER_PORT: String(printerPort) }
  return { BATON_SANDBOX_PORT: String(sandboxPort), ...mail, ...printer }
}

/** The sandbox is the outside world, and happens to be on this machine. */
function allowedWithSandbox({ env, sandboxPort, sandboxMailPort }: SystemPlan): string {
  const ports = [sandboxPort, sandboxMailPort].filter((port) => port !== undefined)
  return [env.BATON_ALLOW_PRIVATE, ...ports.map((port) => `127.0.0.1:${port}`)].filter(Boolean).join(',')
}

/** The print agent's own device: the environment's, else with the sandbox the one that the first data enrolled. */
function agentKeyOf(plan: SystemPlan): { id: string; key: string } | null {
  const { BATON_DEVICE: id, BATON_DEVICE_KEY: key } = plan.env
  if (id && key) return { id, key }
  if (plan.sandboxPort === undefined) return null
  return (readJsonFile(join(plan.dataFolder, 'agent.json')) as { id: string; key: string } | undefined) ?? null
}

/** Whether this system prints: without a device of its own an agent has nothing to do. */
export function hasAgent(plan: SystemPlan): boolean {
  return agentKeyOf(plan) !== null
}

function agentEnvironment(plan: SystemPlan): Record<string, string> {
  const agent = agentKeyOf(plan)
  const url = { BATON_URL: `http://127.0.0.1:${plan.port}`, BATON_AGENT_FOLDER: join(plan.dataFolder, 'agent') }
  return agent ? { ...url, BATON_DEVICE: agent.id, BATON_DEVICE_KEY: agent.key } : url
}

/** Small heaps: each process stays below 250 MB resident under load. Half this young space costs a fifth more time. */
const NODE_FLAGS = ['--max-semi-space-size=16', '--max-old-space-size=200']

export function specOf(plan: SystemPlan, part: Part): ServiceSpec {
  return {
    name: part,
    script: join(ROOT, 'apps', part, 'src', 'main.ts'),
    nodeFlags: NODE_FLAGS,
    env: environmentOf(plan, part),
    logFile: join(plan.dataFolder, 'logs', `${part}.log`),
  }
}

export function startPart(plan: SystemPlan, part: Part, onCrash?: (crash: Crash) => void): Service {
  return startService(specOf(plan, part), onCrash)
}

/** Brings the database to this version. */
export async function migrateDatabase(plan: SystemPlan, signal?: AbortSignal): Promise<void> {
  await runScript(plan, 'packages/fulfilment/src/runtime/migrate.main.ts', signal)
}

/** Fills an empty database with what a first look needs; does nothing the second time. */
export async function seedDatabase(plan: SystemPlan, signal?: AbortSignal): Promise<void> {
  const world = plan.sandboxPort === undefined ? {} : { BATON_WORLD: writeSandboxWorld(plan) }
  await runScript({ ...plan, env: { ...world, ...plan.env } }, 'apps/server/src/seed.main.ts', signal)
}

/** The merchant of the sandbox, as the set-up file that the seed reads. */
function writeSandboxWorld(plan: SystemPlan): string {
  const script = join(ROOT, 'apps/sandbox/src/print-world.main.ts')
  const world = execFileSync(process.execPath, [script], { env: environmentOf(plan, 'sandbox'), maxBuffer: 50_000_000 })
  const file = join(plan.dataFolder, 'world.json')
  writeFileSync(file, world, { mode: 0o600 })
  return file
}

async function runScript(plan: SystemPlan, script: string, signal?: AbortSignal): Promise<void> {
  const env = environmentOf(plan, 'prepare')
  await mustRun(script, { command: process.execPath, args: [join(ROOT, script)], env, ...(signal ? { signal } : {}) })
}

/** Builds the web pages; turbo answers from its cache while no source changed. A second start waits for the first one's build. */
export async function buildWeb(options: { signal?: AbortSignal; visible?: boolean } = {}): Promise<void> {
  if (!existsSync(join(ROOT, 'apps', 'web', 'package.json'))) return
  const args = ['run', 'build', '--filter=@baton/web', '--output-logs=new-only']
  const command = join(ROOT, 'node_modules', '.bin', 'turbo')
  await oneAtATime(join(ROOT, 'node_modules', '.baton-web-build'), async () => {
    options.signal?.throwIfAborted()
    await mustRun('The build of apps/web', { command, args, ...options })
  })
}

/**
 * Waits until an address answers with a good status (any status at all if `anyAnswer`). Throws with the log's last
 * words if the service behind it is lost or crashed three times in a row, or if it did not answer in time.
 */
export async function waitUntilReady(url: string, service: Service, anyAnswer = false): Promise<void> {
  const answers = async () => {
    if (service.isLost || service.crashes >= 3)
      throw new Error(`The ${service.name} crashes at start:\n${service.lastWords().join('\n')}`)
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2000), redirect: 'manual' })
      await response.body?.cancel()
      return anyAnswer || response.ok
    } catch {
      return false
    }
  }
  if (!(await until(answers, 60_000))) throw new Error(`The ${service.name} does not answer on ${url} within a minute.`)
}
