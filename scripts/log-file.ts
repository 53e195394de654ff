import { closeSync, copyFileSync, mkdirSync, openSync, readSync, statSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'

const LIMIT = 32 * 1024 * 1024
const TAIL = 16 * 1024

/** Opens a log for appending, so that it may be shortened while a process writes to it. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true })
  shortenLog(file)
  return openSync(file, 'a', 0o600)
}

/** Beyond 32 MiB: keeps the content as `<file>.1`, once, and begins anew. */
export function shortenLog(file: string, limit = LIMIT): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size <= limit) return
  copyFileSync(file, `${file}.1`)
  truncateSync(file, 0)
}

/** The last lines of a log, for showing why something ended. */
export function lastLines(file: string, count: number): string[] {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return []
  const buffer = Buffer.alloc(Math.min(size, TAIL))
  const fd = openSync(file, 'r')
  try {
    readSync(fd, buffer, 0, buffer.length, size - buffer.length)
  } finally {
    closeSync(fd)
  }
  return buffer.toString('utf8').trimEnd().split('\n').slice(-count)
}
