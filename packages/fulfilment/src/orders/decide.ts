import { decideAfterSale } from './decide-after-sale.ts'
import { decideArchive } from './decide-archive.ts'
import { withDepartures } from './decide-departures.ts'
import { decideErase } from './decide-erase.ts'
import { decideFloor } from './decide-floor.ts'
import { decideFollow } from './decide-follow.ts'
import { decideHold } from './decide-hold.ts'
import { decideParcels } from './decide-parcels.ts'
import type { Identity } from './decide-snapshot.ts'
import { decideSnapshot } from './decide-snapshot.ts'
import { decideStep } from './decide-step.ts'
import { decideTrace } from './decide-trace.ts'
import { decideUnbind } from './decide-unbind.ts'
import { decideWarehouse } from './decide-warehouse.ts'
import { type Decision, refused, settle } from './decision.ts'
import type { OrderMove } from './move.ts'
import type { Order } from './order.ts'
import { type KnownParcels, NO_PARCELS } from './parcels.ts'

interface Around {
  readonly now: Date
  readonly identity: Identity
  /** Parcels that other orders bear, where somebody looked. */
  readonly elsewhere?: KnownParcels
}

/**
 * The pure table of the lifecycle: may this move take effect on this order, and what is the order then?
 * Independent of arrival order: any permutation of the same moves, each retried while its order is unknown,
 * ends in the same state with the same effects.
 */
export function decide(order: Order | null, move: OrderMove, around: Around): Decision {
  const decision = decideClaim(order, move, around)
  if (decision.verdict !== 'applied') return decision
  return { ...decision, next: withDepartures(order, decision.next, { move, now: around.now }) }
}

function decideClaim(order: Order | null, move: OrderMove, around: Around): Decision {
  const { claim, source } = move
  const { now, identity, elsewhere = NO_PARCELS } = around
  if (claim.kind === 'snapshot') {
    if (source.authority !== 'home') return refused('forbidden', 'not_granted')
    return decideSnapshot(order, claim, { now, identity, elsewhere })
  }
  if (!order) return refused('unmatched', 'order_unknown')
  if (move.expectedSeq !== undefined && move.expectedSeq !== order.record.seq) return refused('stale', 'other_seq')
  switch (claim.kind) {
    case 'after_sale':
      return source.authority === 'home' ? decideAfterSale(order, claim, now) : refused('forbidden', 'not_granted')
    case 'trace':
      return source.authority === 'granted'
        ? refused('forbidden', 'not_granted')
        : decideTrace(order, claim, { now: now, occurredAt: move.occurredAt })
    case 'parcels':
      return decideParcels(order, claim, { now, source, elsewhere })
    case 'hold':
      return decideHold(order, claim, { now: now, source })
    case 'warehouse':
      return decideWarehouse(order, claim, { now: now, source })
    case 'interception':
      return settle(order, { ...order, changes: ['interception'], reason: null }, now)
    case 'link':
      return settle(order, { ...order, changes: ['link'], reason: null }, now)
    case 'unbind':
      return decideUnbind(order, claim, { now: now, source })
    case 'follow':
      return decideFollow(order, claim, now)
    case 'floor':
      return decideFloor(order, claim, { now: now, occurredAt: move.occurredAt, grants: source.grants })
    case 'archive':
      return decideArchive(order, now)
    case 'erase':
      return decideErase(order, claim, now)
    case 'step':
      return decideStep(order, claim, { now, occurredAt: move.occurredAt, source, elsewhere })
  }
}
