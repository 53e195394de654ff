import { createHash } from 'node:crypto'
import { type ActorKind, type DeliveryState, hasLeftWarehouse, type OrderState } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { type ChannelApp, type ChannelShop, readMerchant, shopAccess } from '../catalogue/index.ts'
import {
  type CancelPayload,
  enqueueDeliveries,
  type NewDelivery,
  postponeDeliveries,
  reviveDeliveries,
  type ShipPayload,
  supersedeDeliveries,
} from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { parcelLeft } from '../scans/index.ts'
import type { AppCache } from './app-cache.ts'
import { stopAlternating } from './judge-alternation.ts'
import { type NewReview, openReviews } from './reviews.ts'

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
  /** Its parcels that have left. */
  readonly shipmentIds: readonly string[]
  /** Its channel told the payment behind it. */
  readonly hasPayment: boolean
}

/**
 * Puts into the outbox what the other systems of these orders must hear: parcels that left, or a cancellation. Never to
 * the source, but always to the mini-program that took the payment; each parcel to each system once. What was given up or taken back is told with whatever comes next. A system
 * that cannot be told opens a review instead; of an order on which two systems keep correcting each other nothing is told.
 * In a handful of statements, however many moves. Returns how many calls it put in.
 */
export async function planWriteBack(ctx: Context, apps: AppCache, moves: readonly ToldMove[]): Promise<number> {
  const known = await apps.all()
  return inTransaction(ctx, async (tx) => {
    const ids = [...new Set(moves.map((move) => move.orderId))]
    const orders = new Map((await readOrders(tx, ids)).map((order) => [order.id, order]))
    const stopped = await stopAlternating(ctx, tx, ids)
    const { undoSeconds } = await readMerchant(ctx, tx)
    const undoneUntil = new Date(ctx.now().getTime() + undoSeconds * 1000)
    const plan = new Plan(undoneUntil, await readEarlier(tx, ids))
    for (const move of moves) {
      if (stopped.has(move.orderId)) continue
      const order = orders.get(move.orderId)
      const app = known.find((one) => one.shops.some((shop) => shop.id === order?.shopId))
      const shop = app?.shops.find((one) => one.id === order?.shopId)
      if (order && app && shop) plan.tell({ move, order, app, shop })
    }
    await openReviews(ctx, tx, plan.reviews)
    await supersedeDeliveries(ctx, tx, plan.given)
    const calls = [...plan.calls.values()]
    await postponeDeliveries(tx, { ids: plan.postponed, until: undoneUntil })
    const revived = await reviveDeliveries(ctx, tx, calls)
    return revived + (await enqueueDeliveries(ctx, tx, calls)).length
  })
}

interface Target {
  readonly move: ToldMove
  readonly order: OrderFacts
  readonly app: ChannelApp
  readonly shop: ChannelShop
}

type ShipKind = 'channel.ship' | 'channel.report'

interface EarlierCall {
  readonly id: number | null
  readonly orderId: string
  readonly kind: ShipKind
  readonly state: DeliveryState
  readonly payload: ShipPayload
}

/** What is to be told, decided without waiting for anything: move after move, each knowing what those before it put in. */
class Plan {
  readonly calls = new Map<string, NewDelivery>()
  /** Calls that were given up and whose parcels a new one carries. */
  readonly given: number[] = []
  /** Calls that wait, of an order that was loaded anew: that load may be taken back as well. */
  readonly postponed: number[] = []
  readonly reviews: NewReview[] = []
  private readonly earlier: Map<string, EarlierCall[]>
  /** Until then a scan of now may be taken back. */
  private readonly undoneUntil: Date

  constructor(undoneUntil: Date, earlier: readonly EarlierCall[]) {
    this.undoneUntil = undoneUntil
    this.earlier = Map.groupBy(earlier, (one) => one.orderId)
  }

  tell(target: Target): void {
    this.report(target)
    if (target.app.id !== target.move.appId) this.tellChannel(target)
  }

  /** Where the order was paid hears of it whoever shipped it, once somebody linked it. */
  private report(target: Target): void {
    const { order, app, shop } = target
    const report = DRIVERS[app.platform].report
    if (!report || !order.hasPayment || !hasLeftWarehouse(order.state)) return
    if (report.ship.ready(shopAccess(app, shop))) this.ship(target, 'channel.report')
  }

  private tellChannel(target: Target): void {
    const { order, app, shop } = target
    const { ship, cancel } = DRIVERS[app.platform].calls
    const isCancelled = order.state === 'cancelled'
    if (!isCancelled && !hasLeftWarehouse(order.state)) return
    const call = isCancelled ? cancel : ship
    if (!call?.ready(shopAccess(app, shop))) this.reviews.push(cannotTell(target, call ? 'not_set_up' : 'no_call'))
    else if (isCancelled) this.put(cancelDelivery(target))
    else this.ship(target, 'channel.ship')
  }

  /** The parcels that no call to this system carried or is about to. A call that was given up carried none. */
  private ship({ move, order, app, shop }: Target, kind: ShipKind): void {
    const earlier = (this.earlier.get(order.id) ?? []).filter(
      (one) => one.kind === kind && one.payload.appId === app.id,
    )
    const standing = earlier.filter((one) => one.state === 'done' || (one.state === 'pending' && holds(one, order)))
    if (move.actorKind === 'device') this.postponed.push(...standing.flatMap((one) => one.id ?? []))
    const told = new Set(standing.flatMap((one) => one.payload.shipmentIds))
    const shipmentIds = order.shipmentIds.filter((id) => !told.has(id))
    if (shipmentIds.length === 0) return
    for (const { id, state, payload } of earlier)
      if (id !== null && state === 'dead' && payload.shipmentIds.join() !== shipmentIds.join()) this.given.push(id)
    const isFirst = standing.length === 0
    const payload: ShipPayload = { orderId: order.id, appId: app.id, shopId: shop.id, shipmentIds, isFirst }
    const parcels = createHash('sha256').update(shipmentIds.join()).digest('base64url').slice(0, 12)
    this.put({
      kind,
      route: `${kind}:${app.id}`,
      key: `${kind === 'channel.ship' ? 'ship' : 'report'}/${order.id}/${app.id}/${parcels}`,
      orderId: order.id,
      payload,
      ...(move.actorKind === 'device' ? { notBefore: this.undoneUntil } : {}),
    })
    const put: EarlierCall = { id: null, orderId: order.id, kind, state: 'pending', payload }
    this.earlier.set(order.id, [...(this.earlier.get(order.id) ?? []), put])
  }

  private put(call: NewDelivery): void {
    if (!this.calls.has(call.key)) this.calls.set(call.key, call)
  }
}

/** None of its parcels was taken back; else it will find nothing to tell. */
function holds({ payload }: EarlierCall, order: OrderFacts): boolean {
  return payload.shipmentIds.every((id) => order.shipmentIds.includes(id))
}

function cannotTell({ order, app }: Target, code: string): NewReview {
  const about = { cause: 'write_back_impossible', orderId: order.id, appId: app.id, otherName: app.name } as const
  return { ...about, code, answer: null, deliveryId: null }
}

function cancelDelivery({ order, app, shop }: Target): NewDelivery {
  const payload: CancelPayload = { orderId: order.id, appId: app.id, shopId: shop.id }
  const key = `cancel/${order.id}/${app.id}`
  return { kind: 'channel.cancel', route: `channel.cancel:${app.id}`, key, orderId: order.id, payload }
}

async function readEarlier(tx: Tx, ids: readonly string[]): Promise<readonly EarlierCall[]> {
  return tx<EarlierCall[]>`
    SELECT id, order_id, kind, CASE WHEN code = 'undone' THEN 'cancelled' ELSE state END AS state, payload
    FROM deliveries WHERE order_id = ANY(${ids}) AND kind IN ('channel.ship', 'channel.report')`
}

/** Under lock, so that two jobs about one order do not both think its parcels untold. */
async function readOrders(tx: Tx, ids: readonly string[]): Promise<readonly OrderFacts[]> {
  return tx<OrderFacts[]>`
    SELECT o.id, o.state, o.shop_id, o.paid_at,
      ARRAY(SELECT s.id FROM shipments s WHERE ${parcelLeft(tx)}
            AND s.id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = o.id) ORDER BY 1) AS shipment_ids,
      EXISTS (SELECT FROM order_payments WHERE order_id = o.id) AS has_payment
    FROM orders o WHERE o.id = ANY(${ids}) ORDER BY o.id FOR UPDATE OF o`
}
