import { syncTopic, type Verdict } from '@baton/contract'
import { type Call, DRIVERS, type OrderSnapshot } from '@baton/platforms'
import { assignWarehouses, type ChannelApp, type ChannelShop } from '../catalogue/index.ts'
import { type MoveOutcome, moveOrders } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { AppCache } from './app-cache.ts'
import { assignmentFacts } from './apply-readings.ts'
import { callPlatform, failureOf, PlatformFailure } from './call-platform.ts'
import { findShop } from './catch-up.ts'
import { snapshotMove, UnmappedWord } from './interpret.ts'
import { readStatusMaps } from './status-maps.ts'

/** Asked again so often where the order moved meanwhile. */
const MOST_AGAIN = 3

/**
 * Reads one order from its home channel now and applies what it says, through the same lock as any event. Throws
 * `CHANNEL_NEVER_ASKED` where the channel has no such call.
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
    let outcome = await ask(ctx, { ...at, call }, order)
    for (let again = 0; outcome?.reason === 'overtaken' && again < MOST_AGAIN; again += 1)
      outcome = await ask(ctx, { ...at, call }, (await readTarget(ctx, input.id)) ?? order)
    ctx.waker.wake('orders_moved')
    return { verdict: outcome?.verdict ?? 'duplicate' }
  } catch (error) {
    if (error instanceof UnmappedWord) return { verdict: 'unmapped' }
    throw error instanceof PlatformFailure ? failureOf(error) : error
  }
}

interface Target {
  readonly shopId: string
  readonly nativeNumber: string
  readonly seq: number
}

async function readTarget(ctx: Context, id: string): Promise<Target | undefined> {
  const [order] = await ctx.sql<Target[]>`SELECT shop_id, native_number, seq FROM orders WHERE id = ${id}`
  return order
}

async function ask(
  ctx: Context,
  at: { app: ChannelApp; shop: ChannelShop; call: Call<{ orderNumber: string }, OrderSnapshot> },
  { nativeNumber, seq }: Target,
): Promise<MoveOutcome | undefined> {
  const snapshot = await callPlatform(ctx, at, at.call, { orderNumber: nativeNumber })
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
    return moveOrders(ctx, tx, [snapshotMove(maps, source, { order: snapshot, assignment, askedAtSeq: seq })])
  })
  return outcome
}
