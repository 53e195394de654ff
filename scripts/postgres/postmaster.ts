import { readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, isAlive, until } from '../processes.ts'

/** What postmaster.pid says about the server that runs, or ran, in a folder. */
export interface Postmaster {
  readonly pid: number
  readonly folder: string
  readonly port: number
  readonly ready: boolean
}

const SHUTDOWN = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const
export type Shutdown = keyof typeof SHUTDOWN

/** Lines: pid, folder, start time, port, socket folder, listen address, shared memory, status. */
export function parsePostmaster(text: string): Postmaster | undefined {
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, folder: lines[1] ?? '', port: port || 0, ready: lines[7]?.trim() === 'ready' }
}

export function readPostmaster(folder: string): Postmaster | undefined {
  try {
    return parsePostmaster(readFileSync(join(folder, 'postmaster.pid'), 'utf8'))
  } catch {
    return undefined
  }
}

/** Whether a command line is a Postgres server of exactly this folder; numbers of dead processes are given out again. */
export function isServerOf(command: string, folder: string): boolean {
  const [program = '', ...rest] = `${command} `.split(` -D ${folder} `)
  return rest.length > 0 && /(^|[/\\])(postgres|postmaster)(\.exe)?$/.test(program)
}

/** Asks a server to end and waits for it; after half the time asks more roughly, at the end kills it. */
export async function endServer(pid: number, mode: Shutdown, milliseconds: number): Promise<void> {
  const gone = () => !isAlive(pid)
  for (const [signal, wait] of [
    [SHUTDOWN[mode], milliseconds / 2],
    ['SIGQUIT', milliseconds / 2],
    ['SIGKILL', 5000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {}
    if (await until(gone, wait)) return
  }
  throw new Error(`Postgres (process ${pid}) does not end.`)
}

/**
 * Ends a server that an earlier, crashed start left running in this folder, and clears a pid file whose process is
 * somebody else by now. Returns the pid of what was ended.
 */
export async function endLeftover(folder: string): Promise<number | undefined> {
  const found = readPostmaster(folder)
  if (!found) return undefined
  const command = isAlive(found.pid) ? commandOf(found.pid) : undefined
  if (command && isServerOf(command, realpathSync(folder))) {
    await endServer(found.pid, 'fast', 6000)
    return found.pid
  }
  rmSync(join(folder, 'postmaster.pid'), { force: true })
  return undefined
}
