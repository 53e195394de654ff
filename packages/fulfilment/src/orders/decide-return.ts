import { type Decision, refused, settle } from './decision.ts'
import type { FloorDeed } from './move.ts'
import type { Order } from './order.ts'

type ReturnDeed = FloorDeed & { act: 'return' | 'inspect' | 'unreturn' }

/** Goods are back, or were looked at: an event of their order, which stays where it stands. What becomes of the money, its channel says. */
export function decideReturn(order: Order, deed: ReturnDeed, now: Date): Decision {
  switch (deed.act) {
    case 'return':
      if (!deed.isGranted) return refused('forbidden', 'not_granted')
      return deed.isTaken ? refused('duplicate', 'nothing_new') : noted(order, now)
    case 'inspect':
      return deed.isGranted ? noted(order, now) : refused('forbidden', 'not_granted')
    case 'unreturn':
      if (!deed.isInTime) return refused('locked', 'undo_too_late')
      return settle(order, { ...order, changes: ['return'], reason: 'undone_in_time' }, now)
  }
}

function noted(order: Order, now: Date): Decision {
  return settle(order, { ...order, changes: ['return'], reason: null }, now)
}
