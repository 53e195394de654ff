import type { Context } from './context.ts'

const KEY_DAYS = 400
const LIMIT = 20_000

/** Creates the coming months' partitions and forgets settled dedupe and idempotency keys older than 400 days. */
export async function keepHouse(ctx: Context): Promise<void> {
  await ctx.sql`SELECT baton_ensure_partitions(3)`
  await ctx.sql`
    DELETE FROM channel_events WHERE id IN (
      SELECT id FROM channel_events
      WHERE received_at < ${ctx.now()}::timestamptz - ${KEY_DAYS} * interval '1 day' AND state = 'done'
      ORDER BY id LIMIT ${LIMIT})`
  await ctx.sql`
    DELETE FROM erp_requests WHERE (erp_id, key) IN (
      SELECT erp_id, key FROM erp_requests
      WHERE received_at < ${ctx.now()}::timestamptz - ${KEY_DAYS} * interval '1 day' AND results IS NOT NULL LIMIT ${LIMIT})`
}
