import { relative } from 'node:path'
import { lanLines } from './lan/announce.ts'
import { readStartOptions } from './options.ts'
import { createOrchestra, type Orchestra, type RunningSystem } from './orchestrate.ts'
import { readPeople } from './people.ts'

/** npm passes a Ctrl-C on that the terminal has sent us already; within this time it is the same key. */
const SAME_KEY = 500

/** Starts everything, says where to go, and ends everything when asked to. Exits the process. */
export async function runUntilStopped(
  args: readonly string[],
  whenRunning: (system: RunningSystem) => void = () => {},
): Promise<void> {
  const started = performance.now()
  let stopping = false
  try {
    const options = readStartOptions(args, process.env)
    const orchestra = createOrchestra(options, process.env)
    stopOnSignals(orchestra, () => (stopping = true))
    console.error('Starting Baton')
    const system = await orchestra.start().catch(async (error: unknown) => {
      if (!stopping) await orchestra.stop()
      throw error
    })
    announce(system, (performance.now() - started) / 1000)
    whenRunning(system)
  } catch (error) {
    if (stopping) return
    console.error(`\n${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}

function stopOnSignals(orchestra: Orchestra, onStop: () => void): void {
  let firstAt: number | undefined
  const handle = (signal: NodeJS.Signals) => {
    const now = performance.now()
    if (firstAt === undefined) {
      firstAt = now
      onStop()
      console.error(`\nStopping (${signal}); press Ctrl-C again to force.`)
      void finish(orchestra.stop())
    } else if (now - firstAt > SAME_KEY) {
      console.error('Forcing.')
      void finish(orchestra.force().then(() => (process.exitCode = 130)))
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle)
}

async function finish(ending: Promise<unknown>): Promise<void> {
  try {
    await ending
    console.error('Stopped.')
    process.exit()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

function announce({ plan, lan }: RunningSystem, seconds: number): void {
  const here = lan ? `http://localhost:${plan.port}` : plan.publicUrl
  const lines = ['', `Baton is ready after ${seconds.toFixed(0)} s.`, '', `  Admin      ${here}/admin`]
  lines.push(`  Scanning   ${here}/scan`)
  if (plan.sandboxPort !== undefined) lines.push(`  Sandbox    http://localhost:${plan.sandboxPort}`)
  const people = readPeople(plan.dataFolder)
  if (people.length > 0) lines.push('', '  Sign in as')
  for (const { role, login, password } of people)
    lines.push(`    ${role.padEnd(12)} ${login.padEnd(26)} ${password || '(changed since)'}`)
  if (people.some(({ password }) => password))
    lines.push('', '  First passwords: everybody changes theirs under their name → 我的账号 / My account.')
  if (lan) lines.push('', ...lanLines(lan, { dataFolder: plan.dataFolder, isTerminal: process.stdout.isTTY }))
  const data = relative(process.cwd(), plan.dataFolder) || plan.dataFolder
  lines.push('', `  Data and logs are in ${data}. Ctrl-C stops everything.`)
  console.log(lines.join('\n'))
}
