import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Writes a file that only this user may read; readers see the old or the new content, never half of it. */
export function writePrivateFile(file: string, content: unknown): void {
  const half = `${file}.${process.pid}`
  writeFileSync(half, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  chmodSync(half, 0o600)
  renameSync(half, file)
}

/** The parsed content, or undefined if the file does not exist. A broken file is an error that names it. */
export function readJsonFile(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${file} is not valid JSON. Restore it from a backup.`)
  }
}
