import { createHash } from 'node:crypto'
import { type ActorKind, hasLeftWarehouse, type OrderState } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { type ChannelApp, type ChannelShop, shopAccess } from '../catalogue/index.ts'
import { enqueueDeliveries, type NewDelivery } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { AppCache } from './app-cache.ts'
import { openReviews } from './reviews.ts'

/** A load scan may be undone so long; nobody is told before (rules of the floor). */
const UNDO_MS = 2 * 60_000

export interface ToldMove {
  readonly orderId: string
  /** Who reported it is not told it. */
  readonly appId: string | null
  readonly actorKind: ActorKind
}

/** What a delivery of kind `channel.ship` carries; the facts themselves are read when it is sent. */
export interface ShipPayload {
  readonly orderId: string
  readonly appId: string
  readonly shopId: string
  readonly shipmentIds: readonly string[]
  readonly isFirst: boolean
}

export interface CancelPayload {
  readonly orderId: string
  readonly appId: string
  readonly shopId: string
}

interface OrderFacts {
  readonly id: string
  readonly state: OrderState
  readonly shopId: string
  readonly paidAt: Date | null
  readonly shipmentIds: readonly string[]
}

/**
 * Puts into the outbox what the other systems of these orders must hear: parcels that left, or a cancellation. Never to
 * the source; each parcel to each system once. A system that cannot be told opens a review instead.
 */
export async function planWriteBack(ctx: Context, apps: AppCache, moves: readonly ToldMove[]): Promise<number> {
  const known = await apps.all()
  return inTransaction(ctx, async (tx) => {
    const orders = await readOrders(tx, [...new Set(moves.map((move) => move.orderId))])
    let planned = 0
    for (const move of moves) {
      const order = orders.find((one) => one.id === move.orderId)
      const app = known.find((one) => one.shops.some((shop) => shop.id === order?.shopId))
      const shop = app?.shops.find((one) => one.id === order?.shopId)
      if (!order || !app || !shop || app.id === move.appId) continue
      planned += await planOne(ctx, tx, { move, order, app, shop })
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
  const delivery = order.state === 'cancelled' ? cancelDelivery(target) : await shipDelivery(tx, target, ctx.now())
  if (!delivery) return 0
  return (await enqueueDeliveries(ctx, tx, [delivery])).length
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

/** The parcels no earlier call to this system carried. */
async function shipDelivery(tx: Tx, { move, order, app, shop }: Target, now: Date): Promise<NewDelivery | null> {
  const earlier = await tx<{ payload: ShipPayload }[]>`
    SELECT payload FROM deliveries WHERE order_id = ${order.id} AND kind = 'channel.ship' AND payload->>'appId' = ${app.id}`
  const told = new Set(earlier.flatMap((one) => one.payload.shipmentIds))
  const shipmentIds = order.shipmentIds.filter((id) => !told.has(id))
  if (shipmentIds.length === 0) return null
  const payload: ShipPayload = {
    orderId: order.id,
    appId: app.id,
    shopId: shop.id,
    shipmentIds,
    isFirst: earlier.length === 0,
  }
  const parcels = createHash('sha256').update(shipmentIds.join()).digest('base64url').slice(0, 12)
  return {
    kind: 'channel.ship',
    route: `channel.ship:${app.id}`,
    key: `ship/${order.id}/${app.id}/${parcels}`,
    orderId: order.id,
    payload,
    ...(move.actorKind === 'device' ? { notBefore: new Date(now.getTime() + UNDO_MS) } : {}),
  }
}

/** Under lock, so that two jobs about one order do not both think its parcels untold. */
async function readOrders(tx: Tx, ids: readonly string[]): Promise<readonly OrderFacts[]> {
  return tx<OrderFacts[]>`
    SELECT o.id, o.state, o.shop_id, o.paid_at,
      ARRAY(SELECT DISTINCT shipment_id FROM shipment_lines WHERE order_id = o.id ORDER BY 1) AS shipment_ids
    FROM orders o WHERE o.id = ANY(${ids as string[]}) ORDER BY o.id FOR UPDATE OF o`
}
