import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isAlive, until } from './processes.ts'

const LONGEST_WAIT = 600_000

/** Runs `work` while no other process runs its own under this file; a file that a dead process left counts for nothing. */
export async function oneAtATime<T>(file: string, work: () => Promise<T>): Promise<T> {
  if (!(await until(() => take(file), LONGEST_WAIT)))
    throw new Error(`Process ${holderOf(file)} has kept ${file} for ten minutes. End it, or delete the file.`)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const pid = holderOf(file)
  if (pid !== null && !isAlive(pid)) rmSync(file, { force: true })
  return false
}

/** Null while its writer has not written its number yet. */
function holderOf(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8')) || null
  } catch {
    return null
  }
}
