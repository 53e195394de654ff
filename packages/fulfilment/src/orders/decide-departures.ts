import { hasLeftWarehouse, type OrderState } from '@baton/contract'
import type { ParcelSnapshot } from '@baton/platforms'
import type { OrderMove } from './move.ts'
import type { Order, Parcel } from './order.ts'
import { isSameParcel } from './parcels.ts'

/**
 * The order with each parcel's departure as this move leaves it. A load speaks of one parcel. Whoever else reports that
 * goods left speaks of the parcels they name, of all where they name none or say that it was the last. What a channel or
 * an ERP names of an order that is on its way already left by now.
 */
export function withDepartures(
  before: Order | null,
  next: Order,
  { move, now }: { move: OrderMove; now: Date },
): Order {
  const parcels = next.parcels.map((parcel) => {
    const departedAt = departureOf(parcel, { before, next, move, now })
    return departedAt?.getTime() === parcel.departedAt?.getTime() ? parcel : { ...parcel, departedAt }
  })
  return parcels.some((parcel, index) => parcel !== next.parcels[index]) ? { ...next, parcels } : next
}

interface Around {
  readonly before: Order | null
  readonly next: Order
  readonly move: OrderMove
  readonly now: Date
}

function departureOf(parcel: Parcel, around: Around): Date | null {
  const { before, next, move, now } = around
  const { claim } = move
  const { state } = next.record
  const was = before?.record.state ?? null
  const hadLeft = was !== null && hasLeftWarehouse(was)
  if (!hasLeftWarehouse(state)) return hadLeft ? null : parcel.departedAt
  if (claim.kind === 'floor') {
    const { deed } = claim
    if (deed.act === 'load' && deed.waybill === parcel.waybill) return move.occurredAt
    if (deed.act === 'unload' && deed.waybill === parcel.waybill) return parcel.leftAt
    return parcel.departedAt
  }
  if (parcel.departedAt) return parcel.departedAt
  const told = parcelsTold(move)
  if (!told) return null
  const isNamed = told.some((one) => isSameParcel(parcel, one))
  if (!hadLeft && (isNamed || told.length === 0 || isWhole(state))) return next.record.shippedAt ?? now
  if (isWhole(state) && was !== null && !isWhole(was)) return now
  const had = before?.parcels.find((one) => one.id === parcel.id)
  return isNamed && (!had || (had.leftAt === null && parcel.leftAt !== null)) ? (parcel.leftAt ?? now) : null
}

function isWhole(state: OrderState): boolean {
  return state === 'shipped' || state === 'done'
}

/** The parcels that a claim names; null: it speaks of no parcel's departure. */
export function parcelsTold({ claim }: OrderMove): readonly ParcelSnapshot[] | null {
  switch (claim.kind) {
    case 'snapshot':
      return claim.snapshot.parcels
    case 'step':
    case 'parcels':
      return claim.parcels
    case 'after_sale':
    case 'trace':
    case 'hold':
    case 'warehouse':
    case 'interception':
    case 'link':
    case 'unbind':
    case 'floor':
    case 'follow':
    case 'archive':
    case 'erase':
      return null
  }
}
