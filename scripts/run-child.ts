import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** The environment with the tools of the repository in front: its Node, turbo, and the pnpm that turbo calls. */
export function withTools(env: Record<string, string | undefined>): Record<string, string | undefined> {
  const path = [join(ROOT, 'node_modules', '.bin'), env.PATH ?? ''].join(delimiter)
  return { TURBO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1', ...env, PATH: path }
}

export interface ChildRun {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Record<string, string | undefined>
  readonly signal?: AbortSignal
  /** Show its output as it comes (on stderr) instead of only when it fails. */
  readonly visible?: boolean
  /** Hears each line of what it prints on stdout as it comes. */
  readonly onLine?: (line: string) => void
}

export interface ChildResult {
  readonly code: number
  /** The last 20,000 characters of both outputs. */
  readonly output: string
}

/** Runs a command of the repository to its end. Never rejects: a command that cannot be started ends with 127. */
export function runChild(run: ChildRun): Promise<ChildResult> {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(run.command, run.args, {
      cwd: ROOT,
      env: withTools(run.env ?? process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(run.signal ? { signal: run.signal, killSignal: 'SIGTERM' } : {}),
    })
    const read = (chunk: Buffer) => {
      output = (output + chunk).slice(-20_000)
      if (run.visible) process.stderr.write(chunk)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    if (run.onLine && child.stdout) createInterface({ input: child.stdout }).on('line', run.onLine)
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** Like `runChild`, but a failure is thrown with the end of the command's output. */
export async function mustRun(what: string, run: ChildRun): Promise<string> {
  const { code, output } = await runChild(run)
  if (code !== 0)
    throw new Error(`${what} failed (exit code ${code}):\n${output.trim().split('\n').slice(-60).join('\n')}`)
  return output
}
