import { readOpenAfterSales } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { AppCache } from './app-cache.ts'
import { findShop, type Missed, queueHints } from './catch-up.ts'
import { fetchMovedAfterSales, tellsAfterSales } from './fetch-after-sales.ts'

/** How often the catch-up of a shop runs. */
const ROUND_MS = 5 * 60_000
/** Each open after-sale is asked about once in so many rounds: every six hours. */
const ROUNDS = 72
/** What moved more recently may still be on its way as a push. */
const GRACE_MS = 3_600_000
const AT_MOST = 200

/**
 * Asks a shop's platform what became of after-sales that are open for long: a push of one may be lost, and not every
 * platform changes the order with it. What moved is queued as missed. Returns how many did. Throws `PlatformFailure`.
 */
export async function askAfterSales(ctx: Context, apps: AppCache, shopId: string): Promise<number> {
  const at = await findShop(apps, shopId)
  if (!at?.app.enabled || !at.shop.enabled || !tellsAfterSales(at.app)) return 0
  const now = ctx.now().getTime()
  const open = await readOpenAfterSales(ctx.sql, shopId, {
    before: new Date(now - GRACE_MS),
    of: ROUNDS,
    part: Math.floor(now / ROUND_MS) % ROUNDS,
    limit: AT_MOST,
  })
  const moved: Missed[] = []
  try {
    for (const known of open)
      for (const told of await fetchMovedAfterSales(ctx, at, { told: [], unsettled: [known] })) {
        const { orderNumber, afterSaleNumber, version, nativeStatus } = told
        const key = `after-sale:${shopId}:${afterSaleNumber}:${version}:${nativeStatus}`
        moved.push({ orderNumber, version, key })
      }
  } finally {
    await queueHints(ctx, at, moved)
  }
  return moved.length
}
