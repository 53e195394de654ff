import { createHash } from 'node:crypto'
import { type ActorKind, type DeliveryState, hasLeftWarehouse, type OrderState } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { type ChannelApp, type ChannelShop, shopAccess } from '../catalogue/index.ts'
import {
  type CancelPayload,
  enqueueDeliveries,
  type NewDelivery,
  reviveDeliveries,
  type ShipPayload,
  supersedeDeliveries,
} from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { AppCache } from './app-cache.ts'
import { stopAlternating } from './judge-alternation.ts'
import { openReviews } from './reviews.ts'

/** A load scan may be undone so long; nobody is told before (rules of the floor). */
const UNDO_MS = 2 * 60_000

export interface ToldMove {
  readonly orderId: string
  /** Who reported it is not told it. */
  readonly appId: string | null
  readonly actorKind: ActorKind
}

interface OrderFacts {
  readonly id: string
  readonly state: OrderState
  readonly shopId: string
  readonly paidAt: Date | null
  readonly shipmentIds: readonly string[]
  /** Its channel told the payment behind it. */
  readonly hasPayment: boolean
}

/**
 * Puts into the outbox what the other systems of these orders must hear: parcels that left, or a cancellation. Never to
 * the source, but always to the mini-program that took the payment; each parcel to each system once. What was given up or taken back is told with whatever comes next. A system
 * that cannot be told opens a review instead; of an order on which two systems keep correcting each other nothing is told.
 */
export async function planWriteBack(ctx: Context, apps: AppCache, moves: readonly ToldMove[]): Promise<number> {
  const known = await apps.all()
  return inTransaction(ctx, async (tx) => {
    const ids = [...new Set(moves.map((move) => move.orderId))]
    const orders = await readOrders(tx, ids)
    const stopped = await stopAlternating(ctx, tx, ids)
    let planned = 0
    for (const move of moves) {
      if (stopped.has(move.orderId)) continue
      const order = orders.find((one) => one.id === move.orderId)
      const app = known.find((one) => one.shops.some((shop) => shop.id === order?.shopId))
      const shop = app?.shops.find((one) => one.id === order?.shopId)
      if (!order || !app || !shop) continue
      const target = { move, order, app, shop }
      planned += await planReport(ctx, tx, target)
      if (app.id !== move.appId) planned += await planOne(ctx, tx, target)
    }
    return planned
  })
}

interface Target {
  readonly move: ToldMove
  readonly order: OrderFacts
  readonly app: ChannelApp
  readonly shop: ChannelShop
}

async function planOne(ctx: Context, tx: Tx, target: Target): Promise<number> {
  const { order, app, shop } = target
  const { ship, cancel } = DRIVERS[app.platform].calls
  const call = order.state === 'cancelled' ? cancel : hasLeftWarehouse(order.state) ? ship : undefined
  if (order.state !== 'cancelled' && !hasLeftWarehouse(order.state)) return 0
  if (!call?.ready(shopAccess(app, shop))) return cannotTell(ctx, tx, target, call ? 'not_set_up' : 'no_call')
  const delivery =
    order.state === 'cancelled'
      ? cancelDelivery(target)
      : await shipDelivery(ctx, tx, { ...target, kind: 'channel.ship' })
  return delivery ? putIn(ctx, tx, delivery) : 0
}

/** Where the order was paid hears of it whoever shipped it, once somebody linked it. */
async function planReport(ctx: Context, tx: Tx, target: Target): Promise<number> {
  const { order, app, shop } = target
  const report = DRIVERS[app.platform].report
  if (!report || !order.hasPayment || !hasLeftWarehouse(order.state)) return 0
  if (!report.ship.ready(shopAccess(app, shop))) return 0
  const delivery = await shipDelivery(ctx, tx, { ...target, kind: 'channel.report' })
  return delivery ? putIn(ctx, tx, delivery) : 0
}

async function putIn(ctx: Context, tx: Tx, delivery: NewDelivery): Promise<number> {
  const revived = await reviveDeliveries(ctx, tx, [delivery.key])
  return revived + (await enqueueDeliveries(ctx, tx, [delivery])).length
}

async function cannotTell(ctx: Context, tx: Tx, { order, app }: Target, code: string): Promise<number> {
  await openReviews(ctx, tx, [
    {
      cause: 'write_back_impossible',
      orderId: order.id,
      appId: app.id,
      otherName: app.name,
      code,
      answer: null,
      deliveryId: null,
    },
  ])
  return 0
}

function cancelDelivery({ order, app, shop }: Target): NewDelivery {
  const payload: CancelPayload = { orderId: order.id, appId: app.id, shopId: shop.id }
  const key = `cancel/${order.id}/${app.id}`
  return { kind: 'channel.cancel', route: `channel.cancel:${app.id}`, key, orderId: order.id, payload }
}

/** The parcels that no call to this system carried or is about to. A call that was given up carried none. */
async function shipDelivery(
  ctx: Context,
  tx: Tx,
  { move, order, app, shop, kind }: Target & { readonly kind: 'channel.ship' | 'channel.report' },
): Promise<NewDelivery | null> {
  const earlier = await tx<{ id: number; state: DeliveryState; payload: ShipPayload }[]>`
    SELECT id, CASE WHEN code = 'undone' THEN 'cancelled' ELSE state END AS state, payload FROM deliveries
    WHERE order_id = ${order.id} AND kind = ${kind} AND payload->>'appId' = ${app.id}`
  const standing = earlier.filter((one) => one.state === 'done' || one.state === 'pending')
  const told = new Set(standing.flatMap((one) => one.payload.shipmentIds))
  const shipmentIds = order.shipmentIds.filter((id) => !told.has(id))
  if (shipmentIds.length === 0) return null
  const now = ctx.now()
  const given = earlier.filter((one) => one.state === 'dead' && one.payload.shipmentIds.join() !== shipmentIds.join())
  await supersedeDeliveries(
    ctx,
    tx,
    given.map((one) => one.id),
  )
  const payload: ShipPayload = {
    orderId: order.id,
    appId: app.id,
    shopId: shop.id,
    shipmentIds,
    isFirst: standing.length === 0,
  }
  const parcels = createHash('sha256').update(shipmentIds.join()).digest('base64url').slice(0, 12)
  return {
    kind,
    route: `${kind}:${app.id}`,
    key: `${kind === 'channel.ship' ? 'ship' : 'report'}/${order.id}/${app.id}/${parcels}`,
    orderId: order.id,
    payload,
    ...(move.actorKind === 'device' ? { notBefore: new Date(now.getTime() + UNDO_MS) } : {}),
  }
}

/** Under lock, so that two jobs about one order do not both think its parcels untold. */
async function readOrders(tx: Tx, ids: readonly string[]): Promise<readonly OrderFacts[]> {
  return tx<OrderFacts[]>`
    SELECT o.id, o.state, o.shop_id, o.paid_at,
      ARRAY(SELECT DISTINCT shipment_id FROM shipment_lines WHERE order_id = o.id ORDER BY 1) AS shipment_ids,
      EXISTS (SELECT FROM order_payments WHERE order_id = o.id) AS has_payment
    FROM orders o WHERE o.id = ANY(${ids as string[]}) ORDER BY o.id FOR UPDATE OF o`
}
