import { OVER } from '@baton/contract'
import type { Fragment, Sql } from '../runtime/database.ts'

/** So long after the last change of an order that is over its links still open it; signing is such a change. */
const DAYS_AFTER_END = 90

/** When the links of an order `o` end; null: not while it is not over. Its way to the archive is no change. */
export function endOfLinks(sql: Sql): Fragment {
  return sql`
    CASE WHEN o.shown = ANY(${[...OVER]}) THEN o.updated_at + make_interval(days => ${DAYS_AFTER_END}) END`
}
