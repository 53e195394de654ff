import { syncTopic, type Verdict } from '@baton/contract'
import { type AfterSaleSnapshot, DRIVERS, type OrderSnapshot } from '@baton/platforms'
import { assignWarehouses, type ChannelApp, type ChannelShop } from '../catalogue/index.ts'
import { insertAttemptRows, moveOrders, readUnsettledAfterSales } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { AppCache } from './app-cache.ts'
import { assignmentFacts, unmappedAttempt } from './apply-readings.ts'
import { callPlatform, failureOf, PlatformFailure } from './call-platform.ts'
import { findShop } from './catch-up.ts'
import { fetchMovedAfterSales, tellsAfterSales } from './fetch-after-sales.ts'
import { pictureMoves } from './interpret.ts'
import { readStatusMaps } from './status-maps.ts'

/**
 * Reads one order, and what became of its after-sales, from its home channel now and applies what it says, through the
 * same lock as any event. Throws `CHANNEL_NEVER_ASKED` where the channel has no such call.
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
    const about = { platform: at.app.platform, shopId: at.shop.id, orderNumber: order.nativeNumber }
    const told = await callPlatform(ctx, at, call, about)
    const unsettled = tellsAfterSales(at.app) ? await readUnsettledAfterSales(ctx.sql, [about]) : []
    const afterSales = await fetchMovedAfterSales(ctx, at, { told: told.afterSales, unsettled })
    return { verdict: await apply(ctx, input.id, { at, told, afterSales }) }
  } catch (error) {
    throw error instanceof PlatformFailure ? failureOf(error) : error
  }
}

interface Told {
  readonly at: { readonly app: ChannelApp; readonly shop: ChannelShop }
  readonly told: OrderSnapshot
  readonly afterSales: readonly AfterSaleSnapshot[]
}

async function apply(ctx: Context, id: string, { at, told, afterSales }: Told): Promise<Verdict> {
  const source = {
    app: at.app,
    shopId: at.shop.id,
    eventId: null,
    topic: syncTopic(ctx.actor.name),
    address: ctx.address,
    occurredAt: ctx.now(),
  }
  const maps = await readStatusMaps(ctx)
  const outcomes = await inTransaction(ctx, async (tx) => {
    const [assignment = null] = await assignWarehouses(ctx, tx, [assignmentFacts(at.app.platform, told)])
    const { moves, unmapped } = pictureMoves(maps, source, { order: told, afterSales, assignment })
    if (unmapped) await insertAttemptRows(tx, [unmappedAttempt(ctx, { ...source, orderId: id }, unmapped)])
    const moved = await moveOrders(ctx, tx, moves)
    return [...moved.map((one) => one.verdict), ...(unmapped ? (['unmapped'] as const) : [])]
  })
  ctx.waker.wake('orders_moved')
  return outcomes.find((one) => one === 'applied' || one === 'unmapped') ?? outcomes[0] ?? 'duplicate'
}
