import type { Context } from './context.ts'

const KEY_DAYS = 400
const INBOX_DAYS = 30
/** Rows of one statement, so that none of them works for long. */
const PART = 20_000

/**
 * Creates the coming months' partitions; forgets settled dedupe and idempotency keys after 400 days, decided rows of database
 * connectors after 30. Each part is read from where the oldest are: what is young is never looked at, however much it is.
 */
export async function keepHouse(ctx: Context): Promise<void> {
  await ctx.sql`SELECT baton_ensure_partitions(3)`
  await forgetEvents(ctx)
  await forgetRequests(ctx)
  await forgetInbox(ctx)
}

async function forgetEvents(ctx: Context): Promise<void> {
  const before = daysAgo(ctx, KEY_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM channel_events WHERE id = ANY(ARRAY(
        SELECT e.id FROM channel_apps a CROSS JOIN LATERAL (
          SELECT id FROM channel_events WHERE app_id = a.id AND received_at < ${before} AND state = 'done'
          ORDER BY received_at LIMIT ${PART}) e
        LIMIT ${PART}))`,
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
            AND id < coalesce((SELECT id FROM erp_requests WHERE erp_id = e.id AND received_at >= ${before} ORDER BY id LIMIT 1), ${Number.MAX_SAFE_INTEGER})
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
          AND id < coalesce((SELECT id FROM erp_inbox.writes WHERE written_at >= ${before} ORDER BY id LIMIT 1), ${Number.MAX_SAFE_INTEGER})
        ORDER BY id LIMIT ${PART}))`,
  )
}

function daysAgo(ctx: Context, days: number): Date {
  return new Date(ctx.now().getTime() - days * 86_400_000)
}

/** Until a part comes out short: on a busy day more falls due than one statement takes. */
async function inParts(remove: () => PromiseLike<{ readonly count: number }>): Promise<void> {
  let removed: number
  do removed = (await remove()).count
  while (removed === PART)
}
