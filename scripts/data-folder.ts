import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readJsonFile } from './private-file.ts'
import { commandOf, isAlive } from './processes.ts'

export interface Holder {
  readonly pid: number
  readonly port: number
}

const lockIn = (dataFolder: string) => join(dataFolder, 'start.json')

/** Makes the folder: nobody but its owner may list it. Root's lets the user `postgres` walk through. */
export function prepareDataFolder(dataFolder: string): void {
  if (existsSync(dataFolder)) return
  makeFolder(dataFolder)
  chmodSync(dataFolder, process.getuid?.() === 0 ? 0o711 : 0o700)
}

/** Level by level: where nothing can be made, as below /proc, Node's own recursion never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Takes the folder for this process; throws one line that names the process that has it. */
export function lockDataFolder(dataFolder: string, port: number): () => void {
  const file = lockIn(dataFolder)
  const mine = JSON.stringify({ pid: process.pid, port })
  try {
    writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const holder = liveHolder(file)
    if (holder)
      throw new Error(
        `Baton already runs on ${dataFolder}: process ${holder.pid}, port ${holder.port}. Stop it, or use another folder with --data.`,
      )
    writeFileSync(file, mine, { mode: 0o600 })
  }
  return () => rmSync(file, { force: true })
}

/** The start that runs on this folder; undefined: none does. */
export function runningStart(dataFolder: string): Holder | undefined {
  const holder = liveHolder(lockIn(dataFolder))
  return holder && isStartCommand(commandOf(holder.pid)) ? holder : undefined
}

function liveHolder(file: string): Holder | undefined {
  let holder: Holder | undefined
  try {
    holder = readJsonFile(file) as Holder | undefined
  } catch {
    return undefined
  }
  if (!holder || holder.pid === process.pid || !isAlive(holder.pid)) return undefined
  return isOurCommand(commandOf(holder.pid)) ? holder : undefined
}

/** Numbers of dead processes are given out again, so the command line decides. */
export function isStartCommand(command: string | undefined): boolean {
  return command !== undefined && /[/\\](start|dev)\.ts(\s|$)/.test(command)
}

function isOurCommand(command: string | undefined): boolean {
  return isStartCommand(command) || /[/\\](backup|restore)\.ts(\s|$)/.test(command ?? '')
}
