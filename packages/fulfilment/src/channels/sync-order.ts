import { syncTopic, type Verdict } from '@baton/contract'
import { type AfterSaleSnapshot, type Call, DRIVERS, type OrderSnapshot } from '@baton/platforms'
import { assignWarehouses, type ChannelApp, type ChannelShop } from '../catalogue/index.ts'
import { askedAtIn, insertAttemptRows, type MoveOutcome, moveOrders, readUnsettledAfterSales } from '../orders/index.ts'
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

/** Asked again so often where the order moved meanwhile. */
const MOST_AGAIN = 3

/**
 * Reads one order, and what became of its after-sales, from its home channel now and applies what it says, through the
 * same lock as any event. Throws `CHANNEL_NEVER_ASKED` where the channel has no such call.
 */
export async function syncOrder(ctx: Context, input: { id: string }): Promise<{ verdict: Verdict }> {
  const order = await readTarget(ctx, input.id)
  if (!order) throw new Failure('ORDER_NOT_FOUND')
  const at = await findShop(new AppCache(ctx), order.shopId)
  if (!at) throw new Failure('SHOP_NOT_FOUND')
  const call = DRIVERS[at.app.platform].calls.readOrder
  if (!call) throw new Failure('CHANNEL_NEVER_ASKED')
  if (at.app.pausedAt) throw new Failure('INTEGRATION_PAUSED')
  try {
    let verdict = await ask(ctx, { ...at, call }, order)
    for (let again = 0; verdict === null && again < MOST_AGAIN; again += 1)
      verdict = await ask(ctx, { ...at, call }, (await readTarget(ctx, input.id)) ?? order)
    return { verdict: verdict ?? 'stale' }
  } catch (error) {
    throw error instanceof PlatformFailure ? failureOf(error) : error
  }
}

interface Target {
  readonly id: string
  readonly shopId: string
  readonly nativeNumber: string
  readonly askedAt: number
}

async function readTarget(ctx: Context, id: string): Promise<Target | undefined> {
  const [order] = await ctx.sql<Target[]>`
    SELECT id, shop_id, native_number, ${askedAtIn(ctx.sql)} AS asked_at FROM orders o WHERE id = ${id}`
  return order
}

interface Place {
  readonly app: ChannelApp
  readonly shop: ChannelShop
}

/** One question and what comes of it; null: the order moved meanwhile, and nobody can tell whether the answer is the newer. */
async function ask(
  ctx: Context,
  at: Place & { readonly call: Call<{ orderNumber: string }, OrderSnapshot> },
  target: Target,
): Promise<Verdict | null> {
  const about = { platform: at.app.platform, shopId: at.shop.id, orderNumber: target.nativeNumber }
  const told = await callPlatform(ctx, at, at.call, about)
  const unsettled = tellsAfterSales(at.app) ? await readUnsettledAfterSales(ctx.sql, [about]) : []
  const afterSales = await fetchMovedAfterSales(ctx, at, { told: told.afterSales, unsettled })
  return apply(ctx, target, { at, told, afterSales })
}

interface Told {
  readonly at: Place
  readonly told: OrderSnapshot
  readonly afterSales: readonly AfterSaleSnapshot[]
}

async function apply(ctx: Context, { id, askedAt }: Target, { at, told, afterSales }: Told): Promise<Verdict | null> {
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
    const { moves, unmapped } = pictureMoves(maps, source, { order: told, afterSales, assignment, askedAt })
    if (unmapped) await insertAttemptRows(tx, [unmappedAttempt(ctx, { ...source, orderId: id }, unmapped)])
    const moved: readonly MoveOutcome[] = await moveOrders(ctx, tx, moves)
    if (moved.some((one) => one.reason === 'overtaken')) return null
    return [...moved.map((one) => one.verdict), ...(unmapped ? (['unmapped'] as const) : [])]
  })
  ctx.waker.wake('orders_moved')
  if (outcomes === null) return null
  return outcomes.find((one) => one === 'applied' || one === 'unmapped') ?? outcomes[0] ?? 'duplicate'
}
