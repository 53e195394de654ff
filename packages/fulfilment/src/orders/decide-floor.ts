import { hasLeftWarehouse, ORDER_STATE_RANK, type OrderState, type Reason } from '@baton/contract'
import { decideReturn } from './decide-return.ts'
import { unbind } from './decide-unbind.ts'
import { type Decision, type Draft, earliest, refused, settle } from './decision.ts'
import type { FloorClaim, FloorDeed } from './move.ts'
import type { Order } from './order.ts'
import { isSameParcel, mergeParcels, NO_PARCELS } from './parcels.ts'
import { reasonToStop } from './reason-to-stop.ts'

type Around = { readonly now: Date; readonly occurredAt: Date; readonly grants: readonly OrderState[] }
type DeedOf<Act extends FloorDeed['act']> = FloorDeed & { act: Act }

/**
 * One scan on the floor: a device in the order's own warehouse may pack, bind, load and undo, as it was granted, nothing else. What is held,
 * cancelled, asked back or wrongly addressed stops the hand that holds it.
 */
export function decideFloor(order: Order, claim: FloorClaim, around: Around): Decision {
  const { deed } = claim
  const needed = NEEDS[deed.act]
  if (needed && !around.grants.includes(needed)) return refused('forbidden', 'not_granted')
  switch (deed.act) {
    case 'pack':
      return pack(order, claim, around)
    case 'bind':
      return bind(order, claim, { ...around, deed })
    case 'check':
      return check(order, claim, deed)
    case 'load':
      return load(order, claim, { ...around, deed })
    case 'return':
    case 'inspect':
    case 'unreturn':
      return decideReturn(order, deed, around.now)
    case 'delay':
      return settle(order, { ...order, changes: ['delay'], reason: null }, around.now)
    case 'unpack':
      return unpack(order, deed, around)
    case 'unbind':
      return unbind(order, deed, around.now)
    case 'unload':
      return unload(order, deed, around)
  }
}

/** Which step a device must have been granted; to take back what it did by mistake needs none. */
const NEEDS = {
  pack: 'packing',
  bind: 'packing',
  check: 'packing',
  load: 'shipped',
  return: null,
  inspect: null,
  delay: null,
  unpack: null,
  unbind: null,
  unload: null,
  unreturn: null,
} as const satisfies Record<FloorDeed['act'], OrderState | null>

function pack(order: Order, claim: FloorClaim, around: Around): Decision {
  const { state } = order.record
  if (state === 'shipped' || state === 'done') return refused('locked', 'already_shipped')
  const stop = stopOf(order, claim)
  if (stop) return refused('forbidden', stop)
  if (state !== 'to_ship') return refused('duplicate', 'nothing_new')
  return settle(order, standingAt(order, 'packing'), around.now)
}

function bind(order: Order, claim: FloorClaim, at: Around & { deed: DeedOf<'bind'> }): Decision {
  const { fault, parcel } = at.deed
  const { parcels, changed } = mergeParcels(order.parcels, [parcel], NO_PARCELS)
  const isKnown = order.parcels.some((one) => isSameParcel(one, parcel))
  if (isKnown && order.record.state !== 'to_ship') return refused('duplicate', 'nothing_new')
  if (order.record.state === 'shipped' || order.record.state === 'done') return refused('locked', 'already_shipped')
  const stop = fault ?? stopOf(order, { ...claim, isLabelOutdated: false })
  if (stop) return refused('forbidden', stop)
  const next = order.record.state === 'to_ship' ? standingAt(order, 'packing') : { ...order, changes: [], reason: null }
  if (isKnown || !changed) return settle(order, next, at.now)
  return settle(order, { ...next, parcels, changes: ['parcels'] }, at.now)
}

/** A right item changes nothing of the order, so that it is no event of it; a wrong one is kept as refused. */
function check(order: Order, claim: FloorClaim, { fault }: DeedOf<'check'>): Decision {
  const stop = stopOf(order, claim)
  if (stop) return refused('forbidden', stop)
  if (order.record.state === 'to_ship') return refused('forbidden', 'not_packed')
  return fault ? refused('forbidden', fault) : refused('duplicate', 'nothing_new')
}

function load(order: Order, claim: FloorClaim, at: Around & { deed: DeedOf<'load'> }): Decision {
  const { deed } = at
  const { state } = order.record
  const stop = stopOf(order, claim)
  if (stop) return refused('forbidden', stop)
  const hasLeft = hasLeftWarehouse(state)
  if (deed.isLoaded && hasLeft) return refused('duplicate', 'nothing_new')
  if (deed.fault) return refused('forbidden', deed.fault)
  if (state === 'to_ship') return refused('forbidden', 'not_packed')
  if (deed.isMoved && hasLeft) return settle(order, { ...order, changes: ['loading'], reason: 'truck_changed' }, at.now)
  const reached: OrderState = deed.isLast ? 'shipped' : 'part_shipped'
  const next = ORDER_STATE_RANK[reached] > ORDER_STATE_RANK[state] ? reached : state
  const shippedAt = earliest(order.record.shippedAt, at.occurredAt)
  const record = { ...order.record, state: next, shippedAt }
  return settle(order, { ...order, record, changes: ['loading'], reason: null }, at.now)
}

function unpack(order: Order, { isInTime }: DeedOf<'unpack'>, { now }: Around): Decision {
  if (order.record.state !== 'packing') return refused('stale', 'backward')
  if (!isInTime) return refused('locked', 'undo_too_late')
  return settle(order, { ...standingAt(order, 'to_ship'), reason: 'undone_in_time' }, now)
}

/**
 * Nobody was told of the load yet, so that the order may stand where it stood; it then ships anew. What others than a scan
 * have reported as shipped stays so.
 */
function unload(order: Order, deed: DeedOf<'unload'>, { now }: Around): Decision {
  const { state, shippedAt, takenBack } = order.record
  if (!deed.isInTime || state === 'done' || order.record.signed) return refused('locked', 'undo_too_late')
  if (!hasLeftWarehouse(state)) return refused('stale', 'backward')
  const next = stateWithoutLoad(deed)
  const record = {
    ...order.record,
    state: next,
    shippedAt: hasLeftWarehouse(next) ? shippedAt : null,
    takenBack: next === state ? takenBack : (takenBack ?? 0) + 1,
  }
  return settle(order, { ...order, record, changes: ['loading'], reason: 'undone_in_time' }, now)
}

function stateWithoutLoad({ isFirst, told }: DeedOf<'unload'>): OrderState {
  const scanned = isFirst ? 'packing' : 'part_shipped'
  const isTold = told !== null && hasLeftWarehouse(told)
  return isTold && ORDER_STATE_RANK[told] > ORDER_STATE_RANK[scanned] ? told : scanned
}

function standingAt(order: Order, state: OrderState): Draft {
  return { ...order, record: { ...order.record, state }, changes: [], reason: null }
}

/** Why the hand must stop; that it is in the wrong warehouse matters last. */
function stopOf({ record, afterSales }: Order, claim: FloorClaim): Reason | null {
  const { state, refunded, holdReasons } = record
  const facts = { state, refunded, holdReasons, isLabelOutdated: claim.isLabelOutdated }
  const stop = reasonToStop({ ...facts, afterSales: afterSales.map((one) => one.state) })
  const isElsewhere = claim.warehouseId !== null && record.warehouseId !== null
  return stop ?? (isElsewhere && claim.warehouseId !== record.warehouseId ? 'other_warehouse' : null)
}
