import type { Context } from '../runtime/context.ts'
import { daysAgo } from '../runtime/forget.ts'

/** So long a late message that nobody could read or map yet may wait for somebody. */
const WAIT_DAYS = 7
const AT_ONCE = 200

/**
 * Empties what came late for orders whose buyer was erased and moved nothing: what moved them was emptied then. After a week
 * also what still waits.
 */
export async function forgetErased(ctx: Context): Promise<void> {
  const before = daysAgo(ctx, WAIT_DAYS)
  for (let last = '', found = AT_ONCE; found === AT_ONCE; ) {
    const rows = await ctx.sql<{ id: string }[]>`
      SELECT e.order_id AS id FROM erasures e JOIN orders o ON o.id = e.order_id
      WHERE e.order_id > ${last} AND EXISTS (
        SELECT FROM channel_events c JOIN raw_events r ON r.received_at = c.received_at AND r.id = c.id
        WHERE c.order_number = o.native_number AND (c.state <> 'done' OR c.order_id IS NULL) AND r.erased_at IS NULL)
      ORDER BY e.order_id LIMIT ${AT_ONCE}`
    if (rows.length > 0) await ctx.sql`SELECT baton_erase_bodies(${rows.map((row) => row.id)}, ${before})`
    last = rows.at(-1)?.id ?? ''
    found = rows.length
  }
}
