import type { Context } from '../runtime/context.ts'
import { daysAgo, inParts, NO_YOUNG_ROW, PART } from '../runtime/forget.ts'

const KEY_DAYS = 400
const INBOX_DAYS = 30
/** A day longer than they are shown. */
const BURST_DAYS = 31

/** Forgets idempotency keys after 400 days, decided rows of database connectors after 30, bursts of refusals that ended after 31. */
export async function forgetErpRequests(ctx: Context): Promise<void> {
  await forgetRequests(ctx)
  await forgetInbox(ctx)
  const before = daysAgo(ctx, BURST_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM refusal_bursts WHERE id = ANY(ARRAY(
        SELECT id FROM refusal_bursts WHERE last_at < ${before} AND closed_at IS NOT NULL ORDER BY last_at LIMIT ${PART}))`,
  )
}

/** Ids grow with time: the first one that is young ends the search. */
async function forgetRequests(ctx: Context): Promise<void> {
  const before = daysAgo(ctx, KEY_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM erp_requests WHERE (erp_id, key) IN (
        SELECT r.erp_id, r.key FROM erps e CROSS JOIN LATERAL (
          SELECT erp_id, key FROM erp_requests WHERE erp_id = e.id AND results IS NOT NULL
            AND id < coalesce((SELECT id FROM erp_requests WHERE erp_id = e.id AND received_at >= ${before} ORDER BY id LIMIT 1), ${NO_YOUNG_ROW})
          ORDER BY id LIMIT ${PART}) r
        LIMIT ${PART})`,
  )
}

async function forgetInbox(ctx: Context): Promise<void> {
  const before = daysAgo(ctx, INBOX_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM erp_inbox.writes WHERE id = ANY(ARRAY(
        SELECT id FROM erp_inbox.writes WHERE decided_at < ${before}
          AND id < coalesce((SELECT id FROM erp_inbox.writes WHERE written_at >= ${before} ORDER BY id LIMIT 1), ${NO_YOUNG_ROW})
        ORDER BY id LIMIT ${PART}))`,
  )
}
