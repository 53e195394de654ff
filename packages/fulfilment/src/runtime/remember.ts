import type { Sql } from './database.ts'

interface Remembered {
  readonly until: number
  readonly value: Promise<unknown>
}

const memories = new WeakMap<Sql, Map<string, Remembered>>()

/**
 * Reads small, rarely changed set-up at most once in `milliseconds` per process and pool; a change takes effect in that time.
 * Measured by the machine's monotonic clock, because it bounds work, not business time.
 */
export function remember<T>(
  sql: Sql,
  memory: { name: string; milliseconds: number },
  read: () => Promise<T>,
): Promise<T> {
  const known = memories.get(sql) ?? new Map<string, Remembered>()
  memories.set(sql, known)
  const now = performance.now()
  const held = known.get(memory.name)
  if (held && held.until > now) return held.value as Promise<T>
  const value = read()
  known.set(memory.name, { until: now + memory.milliseconds, value })
  value.catch(() => known.delete(memory.name))
  return value
}

/** Forgets one memory, for whoever changed what it holds. */
export function forget(sql: Sql, name: string): void {
  memories.get(sql)?.delete(name)
}
