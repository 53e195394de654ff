import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort } from '../../../scripts/ports.ts'
import { removeDataFolder } from '../../../scripts/postgres/place.ts'
import { ROOT } from '../../../scripts/run-child.ts'
import { makeTempData } from '../../../scripts/temp-data.ts'

export interface StartedCommand {
  readonly dataFolder: string
  /** What it told the person in the terminal. */
  readonly told: string
  /** The plain door of this machine. */
  readonly hereUrl: string
  stop(): Promise<void>
}

/** The start command itself, in a folder and on ports of its own, without a sandbox. */
export async function runStartCommand(args: readonly string[]): Promise<StartedCommand> {
  const dataFolder = makeTempData()
  const port = await freePort()
  const script = join(ROOT, 'scripts', 'start.ts')
  const all = [script, '--no-sandbox', '--data', dataFolder, '--port', String(port), ...args]
  const child = spawn(process.execPath, all, {
    cwd: ROOT,
    env: withoutOurs(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    removeDataFolder(dataFolder)
  }
  try {
    const told = await wordsUntil(child, /Ctrl-C stops everything/)
    return { dataFolder, told, hereUrl: `http://localhost:${port}`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function wordsUntil(child: ChildProcess, end: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = ''
    let complaint = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      told += chunk
      if (end.test(told)) resolve(told)
    })
    child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk).slice(-2000)))
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${complaint}`)))
  })
}

function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = Object.entries(env).filter(([name]) => !/^(BATON_|DATABASE_)/.test(name))
  return { ...Object.fromEntries(ours), BATON_LOG_LEVEL: 'warn' }
}
