import { AFTER_SALE_OPEN } from '@baton/contract'
import { type Decision, refused, settle } from './decision.ts'
import type { Order } from './order.ts'

/** Whether nothing is left to do: it ended or was signed for, and no after-sale is open. In the archive already: no. */
export function isOver({ record, afterSales }: Order): boolean {
  const isAtEnd =
    record.state === 'done' || record.state === 'cancelled' || (record.state === 'shipped' && record.signed)
  return isAtEnd && record.archivedAt === null && !afterSales.some((one) => AFTER_SALE_OPEN.includes(one.state))
}

/** Its row stays as it is; only what led to it goes elsewhere. */
export function decideArchive(order: Order, now: Date): Decision {
  if (!isOver(order)) return refused('stale', 'not_over')
  const record = { ...order.record, archivedAt: now }
  return settle(order, { ...order, record, changes: ['archived'], reason: null }, now)
}
