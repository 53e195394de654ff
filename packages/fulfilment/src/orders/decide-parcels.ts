import { type Decision, refused, settle } from './decision.ts'
import type { MoveSource, ParcelsClaim } from './move.ts'
import type { Order } from './order.ts'
import { type KnownParcels, mergeParcels } from './parcels.ts'

/** Who may report that goods left may also report their waybills, before and after; parcels only add up. */
export function decideParcels(
  order: Order,
  claim: ParcelsClaim,
  around: { now: Date; source: MoveSource; elsewhere: KnownParcels },
): Decision {
  if (!mayTellWaybills(around.source)) return refused('forbidden', 'not_granted')
  const { parcels, changed } = mergeParcels(order.parcels, claim.parcels, around.elsewhere)
  if (!changed) return refused('duplicate', 'nothing_new')
  const { state } = order.record
  if (state === 'cancelled' || state === 'pending_payment') return refused('review', 'impossible_step')
  return settle(order, { ...order, parcels, changes: ['parcels'], reason: null }, around.now)
}

export function mayTellWaybills({ grants }: MoveSource): boolean {
  return grants.includes('shipped') || grants.includes('part_shipped')
}
