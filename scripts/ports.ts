import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { commandOf, QUIET } from './processes.ts'

const LISTENING = '0A'

/** Whether this machine lets us listen on the port now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/** Below those that systems give to outgoing connections and to whoever asks for any port. */
const QUIET_PORTS = { first: 15_000, count: 16_000 }
const PORTS_A_PROCESS = 25
let given = process.pid * PORTS_A_PROCESS

/**
 * A port of 127.0.0.1 that is free and stays so until its user listens: it is given once in a process, and processes
 * that run side by side begin at different places. Throws if all are taken.
 */
export async function freePort(): Promise<number> {
  const { first, count } = QUIET_PORTS
  for (let tries = 0; tries < count; tries += 1) {
    const port = first + (given % count)
    given += 1
    if (await isPortFree(port)) return port
  }
  throw new Error('No port is free')
}

/** Inode of the socket that listens on `port`, read from the text of /proc/net/tcp or tcp6. */
export function listeningInode(table: string, port: number): string | undefined {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  for (const line of table.split('\n').slice(1)) {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/)
    if (state === LISTENING && local.endsWith(wanted)) return inode
  }
  return undefined
}

/** Process id in the answer of `lsof -F p`. */
export function pidFromLsof(answer: string): number | undefined {
  const pid = /^p(\d+)$/m.exec(answer)?.[1]
  return pid === undefined ? undefined : Number(pid)
}

export interface PortHolder {
  readonly pid: number
  readonly command: string
}

/** Who listens on a port, if this user may know. */
export function portHolder(port: number): PortHolder | undefined {
  const pid = pidFromProc(port) ?? pidFromTool(port)
  return pid === undefined ? undefined : { pid, command: commandOf(pid) ?? 'unknown command' }
}

function pidFromProc(port: number): number | undefined {
  const inode = ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => listeningInode(readOr(file), port)).find(Boolean)
  if (!inode) return undefined
  return listOr('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => listOr(`/proc/${pid}/fd`).some((fd) => linkOr(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`))
}

function pidFromTool(port: number): number | undefined {
  try {
    return pidFromLsof(execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-F', 'p'], QUIET))
  } catch {
    return undefined
  }
}

/** One line for a person whose port is taken. */
export function takenPortLine(port: number, setting: string): string {
  const holder = portHolder(port)
  const who = holder ? `by process ${holder.pid} (${holder.command.slice(0, 240)})` : 'by another program'
  return `Port ${port} is taken ${who}. Stop it, or choose another port with ${setting}.`
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function listOr(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function linkOr(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
