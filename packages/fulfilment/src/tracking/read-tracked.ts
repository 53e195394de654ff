import {
  canBeHeld,
  GLOBAL_ID_PATTERN,
  type HoldReason,
  type OrderState,
  TRACK_NOTES,
  type TrackAudience,
  type TrackedOrder,
  type TrackNote,
} from '@baton/contract'
import { readMerchant } from '../catalogue/index.ts'
import { maskedReceiver, openReceiver } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { readParcels } from './read-parcels.ts'
import { itemsOf, readAfterSales, readLines } from './read-parts.ts'

interface Row extends Pick<TrackedOrder, 'id' | 'shown'> {
  readonly state: OrderState
  readonly holdReasons: readonly HoldReason[]
  readonly shipBy: Date | null
  readonly version: number
  readonly sealed: Uint8Array | null
  readonly wrapped: Uint8Array | null
}

/** What a hold means to whoever waits for the order; why it was placed is the merchant's own affair. */
const NOTE_OF = {
  platform_freeze: 'checking',
  risk: 'checking',
  awaiting_review: 'checking',
  stock_out: 'preparing',
  address_changed: 'new_address',
  refund_requested: null,
} as const satisfies Record<HoldReason, TrackNote | null>

/** One order as an audience may see it, its id in any case of letters; null: there is none. What else it holds is not read. */
export async function readTracked(
  ctx: Context,
  input: { id: string; audience: TrackAudience },
): Promise<TrackedOrder | null> {
  const { audience } = input
  const id = input.id.toUpperCase()
  if (!GLOBAL_ID_PATTERN.test(id)) return null
  const isForBuyer = audience === 'buyer'
  const [[order], parcels, { timeZone }, lines, afterSales] = await Promise.all([
    ctx.sql<Row[]>`
      SELECT o.id, o.shown, o.state, o.hold_reasons, o.ship_by, o.receiver_version AS version, r.sealed, k.wrapped
      FROM orders o LEFT JOIN receivers r ON r.order_id = o.id AND r.version = o.receiver_version
      LEFT JOIN receiver_keys k ON k.order_id = o.id WHERE o.id = ${id}`,
    readParcels(ctx, { orderId: id, audience }),
    readMerchant(ctx, ctx.sql),
    isForBuyer ? readLines(ctx, id) : [],
    isForBuyer ? readAfterSales(ctx, id) : [],
  ])
  if (!order) return null
  const { shown, version, sealed, wrapped } = order
  const opened = sealed && openReceiver(ctx.secrets, { orderId: id, version, sealed, wrapped })
  const receiver = opened && maskedReceiver(opened)
  const items = itemsOf(lines, parcels)
  const isWaiting = audience !== 'anybody' && canBeHeld(order.state)
  return {
    ...{ audience, id, shown, afterSales, timeZone },
    city: receiver?.city || null,
    receiver: isForBuyer && receiver ? { name: receiver.name, phone: receiver.phone } : null,
    parcels: parcels.map(({ id: parcelId, ...parcel }) => ({ ...parcel, items: items.byParcel.get(parcelId) ?? [] })),
    items: items.others,
    notes: isWaiting ? notesOf(order.holdReasons) : [],
    lateFrom: isWaiting ? (order.shipBy?.toISOString() ?? null) : null,
  }
}

function notesOf(reasons: readonly HoldReason[]): readonly TrackNote[] {
  const notes = reasons.map((reason) => NOTE_OF[reason])
  return TRACK_NOTES.filter((note) => notes.includes(note))
}
