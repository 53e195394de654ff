import { UNMATCHED_AFTER_MINUTES } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'

/** Scans `s` that wait for their waybill: answered so at once, or when a person released them. */
export function isUnmatched(db: Queryable): Fragment {
  return db`
    s.answer IN ('unmatched', 'quarantined') AND s.later_at IS NULL AND coalesce(s.later_answer, s.answer) = 'unmatched'`
}

/** Scans received before this have had their time. */
export function unmatchedBefore(ctx: Context): Date {
  return new Date(ctx.now().getTime() - UNMATCHED_AFTER_MINUTES * 60_000)
}
