import { syncTopic, type Verdict } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { assignWarehouses } from '../catalogue/index.ts'
import { moveOrders } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { AppCache } from './app-cache.ts'
import { assignmentFacts } from './apply-readings.ts'
import { callPlatform, failureOf, PlatformFailure } from './call-platform.ts'
import { findShop } from './catch-up.ts'
import { snapshotMove, UnmappedWord } from './interpret.ts'
import { readStatusMaps } from './status-maps.ts'

/**
 * Reads one order from its home channel now and applies what it says, through the same lock as any event. Throws
 * `CHANNEL_NEVER_ASKED` where the channel has no such call.
 */
export async function syncOrder(ctx: Context, input: { id: string }): Promise<{ verdict: Verdict }> {
  const [order] = await ctx.sql<{ shopId: string; nativeNumber: string }[]>`
    SELECT shop_id, native_number FROM orders WHERE id = ${input.id}`
  if (!order) throw new Failure('ORDER_NOT_FOUND')
  const at = await findShop(new AppCache(ctx), order.shopId)
  if (!at) throw new Failure('SHOP_NOT_FOUND')
  const call = DRIVERS[at.app.platform].calls.readOrder
  if (!call) throw new Failure('CHANNEL_NEVER_ASKED')
  if (at.app.pausedAt) throw new Failure('INTEGRATION_PAUSED')
  try {
    const snapshot = await callPlatform(ctx, at, call, { orderNumber: order.nativeNumber })
    const source = {
      app: at.app,
      shopId: at.shop.id,
      eventId: null,
      topic: syncTopic(ctx.actor.name),
      address: ctx.address,
      occurredAt: ctx.now(),
    }
    const maps = await readStatusMaps(ctx)
    const facts = assignmentFacts(at.app.platform, snapshot)
    const [outcome] = await inTransaction(ctx, async (tx) => {
      const [assignment = null] = await assignWarehouses(ctx, tx, [facts])
      return moveOrders(ctx, tx, [snapshotMove(maps, source, { order: snapshot, assignment })])
    })
    ctx.waker.wake('orders_moved')
    return { verdict: outcome?.verdict ?? 'duplicate' }
  } catch (error) {
    if (error instanceof UnmappedWord) return { verdict: 'unmapped' }
    throw error instanceof PlatformFailure ? failureOf(error) : error
  }
}
