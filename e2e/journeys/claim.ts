import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'

/** Takes a file of journeys unless another of the runs that share the folder has it. Without a folder all are ours. */
export function claim(file: string, folder: string | undefined): boolean {
  if (folder === undefined) return true
  mkdirSync(folder, { recursive: true })
  try {
    closeSync(openSync(join(folder, file), 'wx'))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
