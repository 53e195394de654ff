import { DEADLINE_KINDS, type DeadlineKind, hasLeftWarehouse } from '@baton/contract'
import type { Deadline, DeadlineKey } from '../deadlines/index.ts'
import { LOCK_HOURS } from './decision.ts'
import type { Order } from './order.ts'

/** A parcel that no carrier has seen this long after it left is late at pick-up (揽收超时). */
const FIRST_TRACE_HOURS = 24

/** The deadlines an order's state declares: kind → instant, or null where it has none now. */
export function deadlinesOf(order: Order): Record<DeadlineKind, Date | null> {
  const { record, parcels } = order
  const open = record.state === 'to_ship' || record.state === 'packing' || record.state === 'part_shipped'
  const unseen = hasLeftWarehouse(record.state) && parcels.some((parcel) => parcel.trace === 'created')
  const leftAt =
    record.shippedAt ?? (record.lockedUntil && new Date(record.lockedUntil.getTime() - LOCK_HOURS * 3_600_000))
  return {
    ship_by: open ? record.shipBy : null,
    first_trace: unseen && leftAt && !record.signed ? new Date(leftAt.getTime() + FIRST_TRACE_HOURS * 3_600_000) : null,
  }
}

/** What must be armed and cancelled so that the rows are what the new state declares. */
export function deadlineChanges(
  before: Order | null,
  after: Order,
): { arm: readonly Deadline[]; cancel: readonly DeadlineKey[] } {
  const had = before ? deadlinesOf(before) : null
  const has = deadlinesOf(after)
  const subject = after.record.id
  const arm: Deadline[] = []
  const cancel: DeadlineKey[] = []
  for (const kind of DEADLINE_KINDS) {
    const due = has[kind]
    if (due && due.getTime() !== had?.[kind]?.getTime()) arm.push({ subject, kind, tier: 0, dueAt: due })
    if (!due && had?.[kind]) cancel.push({ subject, kind })
  }
  return { arm, cancel }
}
