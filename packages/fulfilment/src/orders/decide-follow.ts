import { hasLeftWarehouse } from '@baton/contract'
import { type Decision, refused, settle } from './decision.ts'
import type { FollowClaim } from './move.ts'
import type { Order, Parcel } from './order.ts'

/** An order of a shared parcel (合单) stands by what the parcel's carrier said, whichever order it was said of. */
export function decideFollow(order: Order, { parcel }: FollowClaim, now: Date): Decision {
  const own = order.parcels.find((one) => one.id === parcel.id)
  if (!own) return refused('unmatched', 'parcel_unknown')
  if (!isNews(order, parcel)) return refused('duplicate', 'nothing_new')
  const change = isSameTrace(own, parcel) ? 'loading' : 'trace'
  return settle(order, { ...withParcel(order, parcel), changes: [change], reason: null }, now)
}

/** The order with the parcel as it is now. */
export function withParcel(order: Order, parcel: Parcel): Order {
  const parcels = order.parcels.map((own) => (own.id === parcel.id ? { ...parcel, lineNumbers: own.lineNumbers } : own))
  return { ...order, parcels }
}

/** Whether what became of the parcel is an event of this order, too: its trace always, its departure once the order has left. */
export function isNews({ record, parcels }: Order, parcel: Parcel): boolean {
  const own = parcels.find((one) => one.id === parcel.id)
  if (!own) return false
  const hasDeparted = own.departedAt?.getTime() !== parcel.departedAt?.getTime()
  return !isSameTrace(own, parcel) || (hasDeparted && hasLeftWarehouse(record.state))
}

function isSameTrace(one: Parcel, other: Parcel): boolean {
  return (
    one.trace === other.trace &&
    one.traceAt?.getTime() === other.traceAt?.getTime() &&
    one.traceText === other.traceText
  )
}
