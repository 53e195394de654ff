import type { Context } from '../runtime/context.ts'
import { daysAgo, inParts, PART } from '../runtime/forget.ts'

/** No rule asks for older ones. */
const STOCK_HINT_DAYS = 30

export async function forgetStockHints(ctx: Context): Promise<void> {
  const before = daysAgo(ctx, STOCK_HINT_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM stock_hints WHERE ctid = ANY(ARRAY(SELECT ctid FROM stock_hints WHERE said_at < ${before} LIMIT ${PART}))`,
  )
}
