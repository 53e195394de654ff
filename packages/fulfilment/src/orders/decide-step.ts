import { hasLeftWarehouse, ORDER_STATE_RANK, ORDER_STEPS, type OrderState } from '@baton/contract'
import { mayTellWaybills } from './decide-parcels.ts'
import { type Decision, earliest, refused, settle } from './decision.ts'
import type { MoveSource, StepClaim } from './move.ts'
import type { Order } from './order.ts'
import { isSameParcel, type KnownParcels, markLeft, mergeParcels } from './parcels.ts'

interface Around {
  readonly now: Date
  readonly occurredAt: Date
  readonly source: MoveSource
  readonly elsewhere: KnownParcels
}

/** Anyone but the home channel: one granted step forward. A late or backward step hears "locked", a repeated one success. */
export function decideStep(order: Order, claim: StepClaim, around: Around): Decision {
  if (!around.source.grants.includes(claim.to)) return refused('forbidden', 'not_granted')
  const current = order.record.state
  if (claim.byWaybill && hasLeftWarehouse(current)) {
    if (claim.parcels.every((told) => order.parcels.some((known) => isSameParcel(known, told))))
      return refused('duplicate', 'nothing_new')
    if (current !== 'part_shipped') return refused('locked', 'shipped_otherwise')
  }
  const parcels = parcelsTold(order, claim, around)
  if (current === claim.to && !parcels.changed) return refused('duplicate', 'nothing_new')
  if (isStepBack(order, claim, around)) return stepBack(order, claim, around.now)
  if (ORDER_STATE_RANK[claim.to] < ORDER_STATE_RANK[current]) {
    if (claim.to === 'cancelled') return refused('review', 'cancelled_after_shipping')
    return hasLeftWarehouse(current) ? refused('locked', 'backward_after_shipping') : refused('stale', 'backward')
  }
  if (current !== claim.to && !(ORDER_STEPS[current] as readonly OrderState[]).includes(claim.to))
    return refused('review', 'impossible_step')
  if (parcels.changed && !mayTellWaybills(around.source)) return refused('forbidden', 'not_granted')
  if (claim.needsWaybill && hasLeftWarehouse(claim.to) && parcels.parcels.length === 0)
    return refused('forbidden', 'waybill_missing')
  const leaves = hasLeftWarehouse(claim.to)
  const record = {
    ...order.record,
    state: claim.to,
    shippedAt: leaves ? earliest(order.record.shippedAt, around.occurredAt) : order.record.shippedAt,
  }
  const changes = parcels.changed ? (['parcels'] as const) : []
  return settle(order, { ...order, record, parcels: parcels.parcels, changes, reason: null }, around.now)
}

/** With the parcels it names; of an order that leaves in parts, that these have left. */
function parcelsTold(
  order: Order,
  claim: StepClaim,
  { occurredAt, elsewhere }: Around,
): ReturnType<typeof mergeParcels> {
  const merged = mergeParcels(order.parcels, claim.parcels, elsewhere)
  if (claim.to !== 'part_shipped') return merged
  const marked = markLeft(merged.parcels, { told: claim.parcels, at: occurredAt })
  return { parcels: marked.parcels, changed: merged.changed || marked.changed }
}

/** Once the lock has run out, a person with a reason may take a shipped order back to where it can be worked on. */
function isStepBack(order: Order, claim: StepClaim, around: { now: Date; source: MoveSource }): boolean {
  const { state, lockedUntil } = order.record
  const isPerson = around.source.actor.kind === 'person' && claim.reason !== undefined
  const isOver = lockedUntil === null || lockedUntil <= around.now
  return (
    isPerson &&
    isOver &&
    hasLeftWarehouse(state) &&
    state !== 'done' &&
    (claim.to === 'to_ship' || claim.to === 'packing')
  )
}

function stepBack(order: Order, claim: StepClaim, now: Date): Decision {
  const takenBack = (order.record.takenBack ?? 0) + 1
  const record = { ...order.record, state: claim.to, shippedAt: null, signed: false, takenBack }
  const parcels = order.parcels.map((parcel) => ({ ...parcel, leftAt: null }))
  return settle(order, { ...order, record, parcels, changes: [], reason: 'moved_back_by_person' }, now)
}
