import { type Decision, refused, settle } from './decision.ts'
import type { MoveSource, WarehouseClaim } from './move.ts'
import type { Order, OrderRecord } from './order.ts'

/** A person may choose the warehouse of an order that is paid and that nobody works on; from then on no rule does. */
export function decideWarehouse(
  order: Order,
  claim: WarehouseClaim,
  around: { now: Date; source: MoveSource },
): Decision {
  const { warehouseId, reason, byRules = false } = claim
  if (around.source.actor.kind !== 'person') return refused('forbidden', 'not_granted')
  if (order.record.state !== 'to_ship') return refused('locked', 'not_to_ship')
  if (order.record.warehouseId === warehouseId || (byRules && order.record.warehouseId !== null))
    return refused('duplicate', 'nothing_new')
  const record = { ...order.record, warehouseId, warehouseReason: reason }
  return settle(order, { ...order, record, changes: ['warehouse'], reason: null }, around.now)
}

/**
 * The rules decide until an order is paid, for only then does its channel tell all that they ask of it, and after that as
 * long as they have found no warehouse.
 */
export function assignedByRules(
  before: OrderRecord,
  assignment: { readonly warehouseId: string | null; readonly reason: string | null } | null,
): Pick<OrderRecord, 'warehouseId' | 'warehouseReason'> {
  const { state, warehouseId, warehouseReason } = before
  const isOpen = state === 'pending_payment' || (state === 'to_ship' && warehouseId === null)
  if (!isOpen || !assignment?.warehouseId || assignment.warehouseId === warehouseId)
    return { warehouseId, warehouseReason }
  return { warehouseId: assignment.warehouseId, warehouseReason: assignment.reason }
}
