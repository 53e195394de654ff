import { AFTER_SALE_OPEN, OVER } from '@baton/contract'
import { type Decision, refused, settle } from './decision.ts'
import type { EraseClaim, OrderMove } from './move.ts'
import type { Order } from './order.ts'

/** Nothing may be left to do that needs to know who the buyer is. */
export function decideErase(order: Order, claim: EraseClaim, now: Date): Decision {
  const { record, afterSales } = order
  if (record.erasedAt !== null) return refused('duplicate', 'nothing_new')
  if (afterSales.some((one) => AFTER_SALE_OPEN.includes(one.state))) return refused('locked', 'after_sale_open')
  if (!OVER.includes(record.shown)) return refused('locked', 'not_over')
  const erased = {
    ...record,
    ...{
      receiverMac: null,
      buyerNick: null,
      buyerMemo: null,
      sellerMemo: null,
      sellerFlagLabel: null,
      customerId: null,
    },
    warehouseReason: claim.isWarehouseByPerson ? '' : record.warehouseReason,
    holds: record.holds.map((hold) => ({ ...hold, note: null })),
    erasedAt: now,
  }
  return settle(order, { ...order, record: erased, changes: ['erased'], reason: null }, now)
}

/** What is told of an erased order, without what would bring its buyer back. */
export function withoutPerson(move: OrderMove): OrderMove {
  const { claim } = move
  if (claim.kind === 'trace') return { ...move, claim: { ...claim, text: '' } }
  if (claim.kind === 'warehouse') return { ...move, claim: { ...claim, reason: '' } }
  if (claim.kind === 'hold')
    return { ...move, claim: { ...claim, place: claim.place.map((hold) => ({ ...hold, note: null })) } }
  if (claim.kind !== 'snapshot') return move
  const { payment: _, ...told } = claim.snapshot
  const snapshot = {
    ...told,
    buyer: { id: null, nick: null },
    ...{ receiver: null, buyerMemo: null, sellerMemo: null, sellerFlagLabel: null },
  }
  return { ...move, claim: { ...claim, snapshot } }
}
