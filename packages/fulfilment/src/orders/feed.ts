import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'

const FEED_LOCK = 0x66656564

/**
 * Gives committed events their position, in commit order: only below the oldest transaction still running, so that no
 * position appears behind one already read, and an order's own events keep their order. Runs under a lease; the lock keeps a holder that lost it unawares in line.
 * `also` runs in the same transaction with the orders whose events were placed.
 * Returns how many it placed and whether some still wait for an older transaction.
 */
export async function sequenceFeed(
  ctx: Context,
  also?: (tx: Tx, orderIds: readonly string[]) => Promise<void>,
): Promise<{ placed: number; waiting: boolean }> {
  const placed = await ctx.sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${FEED_LOCK})`
    const rows = await tx<{ orderId: string }[]>`
      WITH ready AS (
        DELETE FROM order_feed_queue WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) RETURNING xid, order_id, seq),
      sorted AS (
        SELECT order_id, seq FROM (SELECT *, min(xid) OVER (PARTITION BY order_id) AS first_xid FROM ready) AS together
        ORDER BY first_xid, order_id, seq)
      INSERT INTO order_feed (position, order_id, seq, recorded_at)
      SELECT nextval('order_feed_positions'), order_id, seq, ${ctx.now()} FROM sorted
      RETURNING order_id`
    if (rows.length > 0) await also?.(tx, [...new Set(rows.map((row) => row.orderId))])
    return rows.length
  })
  const [left] = await ctx.sql<{ waiting: boolean }[]>`SELECT EXISTS (SELECT FROM order_feed_queue) AS waiting`
  return { placed, waiting: left?.waiting ?? false }
}

export interface FeedEntry {
  readonly position: number
  readonly orderId: string
}

/** The entries after a position, oldest first. */
export async function readFeed(ctx: Context, after: number, limit: number): Promise<readonly FeedEntry[]> {
  return ctx.sql<FeedEntry[]>`
    SELECT position, order_id FROM order_feed WHERE position > ${after} ORDER BY position LIMIT ${limit}`
}

/** The newest position; 0 before the first event. */
export async function readFeedPosition(ctx: Context): Promise<number> {
  const [row] = await ctx.sql<{ position: number | null }[]>`SELECT max(position) AS position FROM order_feed`
  return row?.position ?? 0
}
