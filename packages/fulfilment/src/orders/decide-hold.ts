import { canBeHeld } from '@baton/contract'
import { type Decision, refused, settle } from './decision.ts'
import type { HoldClaim, MoveSource } from './move.ts'
import type { Hold, Order } from './order.ts'

/**
 * Places and lifts holds while a parcel may still be stopped. A source lifts what its own kind placed; a person also what a rule or an
 * ERP placed. What the channel placed only the channel lifts: its next picture would bring it back.
 */
export function decideHold(order: Order, claim: HoldClaim, around: { now: Date; source: MoveSource }): Decision {
  const by = placedBy(around.source)
  if (by === null || (by === 'erp' && around.source.mayHold !== true)) return refused('forbidden', 'not_granted')
  if (order.record.state === 'cancelled') return refused('stale', 'backward')
  if (!canBeHeld(order.record.state)) return refused('locked', 'backward_after_shipping')
  const known = order.record.holds
  const lifted = known.filter(
    (hold) => claim.lift.includes(hold.reason) && (!claim.overOnly || isOver(hold, around.now)),
  )
  if (lifted.some((hold) => !mayLift(by, hold))) return refused('forbidden', 'not_granted')
  const placed = claim.place.map((hold): Hold => ({ ...hold, by }))
  const replaced = (hold: Hold) => placed.some((one) => one.reason === hold.reason && one.by === hold.by)
  const kept = known.filter((hold) => !lifted.includes(hold) && !replaced(hold))
  const holds = [...kept, ...placed].sort((a, b) => (a.reason + a.by < b.reason + b.by ? -1 : 1))
  const record = { ...order.record, holds }
  return settle(order, { ...order, record, changes: [], reason: null }, around.now)
}

function placedBy({ actor }: MoveSource): Exclude<Hold['by'], 'channel'> | null {
  if (actor.kind === 'person' || actor.kind === 'erp' || actor.kind === 'rule') return actor.kind
  return actor.kind === 'clock' ? 'rule' : null
}

function isOver({ until }: Hold, now: Date): boolean {
  return until !== null && new Date(until) <= now
}

function mayLift(by: Hold['by'], hold: Hold): boolean {
  return hold.by !== 'channel' && (hold.by === by || by === 'person' || by === 'rule')
}
