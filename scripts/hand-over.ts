import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { ROOT, withTools } from './run-child.ts'

/** Runs a program of the repository with our terminal and our arguments; ends as it ends. */
export function handOver(script: string, args: readonly string[]): void {
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env: withTools(process.env), stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
}
