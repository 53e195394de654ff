import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { lastLines, openLog } from './log-file.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const TETHER = new URL('./tether.ts', import.meta.url).href
const STEADY = 60_000

export interface ServiceSpec {
  readonly name: string
  /** Absolute path of its main.ts. */
  readonly script: string
  /** Flags of Node for this process. */
  readonly nodeFlags?: readonly string[]
  readonly env: Record<string, string>
  readonly logFile: string
}

export interface Crash {
  readonly name: string
  readonly how: string
  readonly lines: readonly string[]
  /** Milliseconds until it is started again. */
  readonly again: number
}

export interface Service {
  readonly name: string
  readonly pid: number | undefined
  /** How often it ended without being asked since it last ran for a minute. */
  readonly crashes: number
  /** It ended without being asked and nobody starts it again. */
  readonly isLost: boolean
  /** The end of its log. */
  lastWords(): readonly string[]
  /** Sends a signal and waits until the process is gone; it is not started again by itself. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** Ends it if it runs, gently, and starts it. */
  restart(): Promise<void>
  /** SIGTERM, and SIGKILL after `grace` milliseconds. For good. */
  stop(grace?: number): Promise<void>
}

/** Half a second, doubled with every crash in a row, at most half a minute. */
export function backOff(crashes: number): number {
  return Math.min(30_000, 500 * 2 ** (crashes - 1))
}

/**
 * Starts one of our processes in a session of its own (a Ctrl-C reaches only the starting process, which ends them in
 * order) and starts it again when it crashes, if `onCrash` is given.
 */
export function startService(spec: ServiceSpec, onCrash?: (crash: Crash) => void): Service {
  let child = spawnService(spec)
  let crashes = 0
  let timer: NodeJS.Timeout | undefined
  const lastWords = () => lastLines(spec.logFile, 12)
  const asked = new WeakSet<ChildProcess>()

  const watch = (watched: ChildProcess) => {
    const started = performance.now()
    watched.once('exit', (code, signal) => {
      if (asked.has(watched)) return
      crashes = performance.now() - started > STEADY ? 1 : crashes + 1
      if (!onCrash) return
      const again = backOff(crashes)
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
      onCrash({ name: spec.name, how, lines: lastWords(), again })
      timer = setTimeout(start, again)
    })
  }
  const start = () => {
    child = spawnService(spec)
    watch(child)
  }
  const end = async (signal: NodeJS.Signals, grace: number) => {
    clearTimeout(timer)
    asked.add(child)
    await endProcess(child, signal, grace)
  }
  watch(child)
  return {
    name: spec.name,
    get pid() {
      return child.pid
    },
    get crashes() {
      return crashes
    },
    get isLost() {
      return crashes > 0 && !onCrash
    },
    lastWords,
    kill: (signal = 'SIGKILL') => end(signal, 10_000),
    async restart() {
      await end('SIGTERM', 3000)
      crashes = 0
      start()
    },
    stop: (grace = 3000) => end('SIGTERM', grace),
  }
}

function spawnService(spec: ServiceSpec): ChildProcess {
  const log = openLog(spec.logFile)
  const child = spawn(process.execPath, [...(spec.nodeFlags ?? []), '--import', TETHER, spec.script], {
    cwd: ROOT,
    env: spec.env,
    detached: true,
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  child.stdin?.on('error', () => {})
  child.on('error', () => {})
  return child
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals, grace: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = once(child, 'exit')
  child.kill(signal)
  const force = setTimeout(() => child.kill('SIGKILL'), grace)
  await gone
  clearTimeout(force)
}
