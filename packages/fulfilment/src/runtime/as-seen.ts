import type { Fragment, Queryable } from './database.ts'

/**
 * Whether a row is still as it was when somebody read it who changes it now, by the time it was last saved; null: there was
 * none. Who names no time overwrites whatever is there.
 */
export function isAsSeen(db: Queryable, savedAt: Fragment, seenAt: string | null | undefined): Fragment {
  if (seenAt === undefined) return db`true`
  return seenAt === null ? db`false` : db`date_trunc('milliseconds', ${savedAt}) = ${seenAt}::timestamptz`
}
