import { decide, type Order, type OrderMove } from '../orders/index.ts'
import { UnmappedWord } from './interpret.ts'
import type { StatusMaps } from './status-maps.ts'

/** One thing that was told of an order, as moves that depend on what its words mean. */
export interface Retold {
  readonly at: Date
  /** False where the order was fetched and only the attempt's record of it is left. */
  readonly exact: boolean
  /** Throws `UnmappedWord`. */
  moves(maps: StatusMaps): readonly OrderMove[]
}

/** What would have become of an order, had its words meant this all along. Pure: nothing is read or written. */
export function replay(told: readonly Retold[], maps: StatusMaps): Order | null {
  let order: Order | null = null
  let early: { move: OrderMove; at: Date }[] = []
  const queue = told.flatMap((one) => movesKnown(one, maps).map((move) => ({ move, at: one.at })))
  for (let next = queue.shift(); next; next = queue.shift()) {
    const decision = decide(order, next.move, { now: next.at, identity: identityOf(next.move) })
    if (decision.verdict === 'applied') {
      order = decision.next
      queue.unshift(...early)
      early = []
    } else if (decision.verdict === 'unmatched' || decision.reason === 'impossible_step') early.push(next)
  }
  return order
}

/** What names an unmapped word waits, as in life. */
function movesKnown(told: Retold, maps: StatusMaps): readonly OrderMove[] {
  try {
    return told.moves(maps)
  } catch (error) {
    if (error instanceof UnmappedWord) return []
    throw error
  }
}

function identityOf({ target }: OrderMove) {
  const native = target.by === 'native' ? target : { platform: 'own-shop' as const, shopId: '' }
  return { id: '', platform: native.platform, shopId: native.shopId, customerId: null, receiverMac: null }
}
