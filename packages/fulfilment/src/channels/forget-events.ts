import type { Context } from '../runtime/context.ts'
import { daysAgo, inParts, PART } from '../runtime/forget.ts'

const KEY_DAYS = 400
/** A day longer than refusals, and longer than missed changes, are shown. */
const SHOWN_DAYS = 31

/** Forgets the keys of settled events after 400 days, counts of refused pushes and changes that no push told after 31. */
export async function forgetEvents(ctx: Context): Promise<void> {
  const settled = daysAgo(ctx, KEY_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM channel_events WHERE id = ANY(ARRAY(
        SELECT e.id FROM channel_apps a CROSS JOIN LATERAL (
          SELECT id FROM channel_events WHERE app_id = a.id AND received_at < ${settled} AND state = 'done'
          ORDER BY received_at LIMIT ${PART}) e
        LIMIT ${PART}))`,
  )
  const unseen = daysAgo(ctx, SHOWN_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM push_refusals WHERE ctid = ANY(ARRAY(SELECT ctid FROM push_refusals WHERE hour < ${unseen} LIMIT ${PART}))`,
  )
  await inParts(
    () => ctx.sql`
      DELETE FROM missed_changes WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM missed_changes WHERE found_at < ${unseen} ORDER BY found_at LIMIT ${PART}))`,
  )
}
