import { OVER } from '@baton/contract'
import { type Decision, refused, settle } from './decision.ts'
import type { Order } from './order.ts'

/** Whether nothing is left to do about an order that is not in the archive yet. */
export function isOver({ record }: Order): boolean {
  return OVER.includes(record.shown) && record.archivedAt === null
}

/** Its row stays as it is; only what led to it goes elsewhere. */
export function decideArchive(order: Order, now: Date): Decision {
  if (!isOver(order)) return refused('stale', 'not_over')
  const record = { ...order.record, archivedAt: now }
  return settle(order, { ...order, record, changes: ['archived'], reason: null }, now)
}
