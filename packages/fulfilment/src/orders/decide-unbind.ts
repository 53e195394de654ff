import { hasLeftWarehouse, type OrderState, type Reason } from '@baton/contract'
import { type Decision, refused, settle } from './decision.ts'
import type { Bound, FloorDeed, MoveSource, UnbindClaim } from './move.ts'
import type { Order, Parcel } from './order.ts'

/** A person takes back a wrong bind, as long as its parcel stands here and no channel knows of it. */
export function decideUnbind(order: Order, claim: UnbindClaim, around: { now: Date; source: MoveSource }): Decision {
  if (around.source.actor.kind !== 'person') return refused('forbidden', 'not_granted')
  const parcel = order.parcels.find((one) => one.waybill === claim.waybill)
  if (!parcel) return refused('stale', 'parcel_unknown')
  const { state } = order.record
  if (state === 'shipped' || state === 'done') return refused('locked', 'already_shipped')
  const kept = whyKept(parcel, claim)
  if (kept) return refused('locked', kept)
  const next = state === 'part_shipped' && claim.isOthersLeft ? 'shipped' : state
  return without(order, parcel, { state: next, reason: 'unbound_by_person', now: around.now })
}

/** The scan that bound a waybill is taken back: what it brought goes, the waybill and the start of packing. */
export function unbind(order: Order, deed: FloorDeed & { act: 'unbind' }, now: Date): Decision {
  const { state } = order.record
  if (!deed.isInTime || hasLeftWarehouse(state)) return refused('locked', 'undo_too_late')
  const next = deed.isBegun && state === 'packing' ? 'to_ship' : state
  const parcel = order.parcels.find((one) => one.waybill === deed.waybill)
  if (deed.isBound ? !parcel : next === state) return refused('stale', 'backward')
  if (!deed.isBound || !parcel)
    return settle(
      order,
      { ...order, record: { ...order.record, state: next }, changes: [], reason: 'undone_in_time' },
      now,
    )
  const kept = whyKept(parcel, deed)
  return kept ? refused('locked', kept) : without(order, parcel, { state: next, reason: 'undone_in_time', now })
}

function whyKept({ trace }: Parcel, { isLoaded, isTold }: Bound): Reason | null {
  if (isLoaded || trace !== 'created') return 'parcel_left'
  return isTold ? 'parcel_told' : null
}

function without(order: Order, parcel: Parcel, at: { state: OrderState; reason: Reason; now: Date }): Decision {
  const parcels = order.parcels.filter((one) => one.id !== parcel.id)
  const record = { ...order.record, state: at.state }
  return settle(order, { ...order, record, parcels, changes: ['parcels'], reason: at.reason }, at.now)
}
