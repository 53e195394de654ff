import { DEADLINE_KINDS, type DeadlineKind, hasLeftWarehouse } from '@baton/contract'
import type { Deadline, DeadlineKey } from '../deadlines/index.ts'
import type { Order } from './order.ts'

/** A parcel that no carrier has seen this long after it left is late at pick-up (揽收超时). */
const FIRST_TRACE_HOURS = 24

/** The deadlines an order's state declares: kind → instant, or null where it has none now. A lock lasts `lockHours` from when it left. */
export function deadlinesOf(order: Order, lockHours: number): Record<DeadlineKind, Date | null> {
  const { record, parcels } = order
  const open = record.state === 'to_ship' || record.state === 'packing' || record.state === 'part_shipped'
  const unseen = hasLeftWarehouse(record.state) && parcels.some((parcel) => parcel.trace === 'created')
  const leftAt =
    record.shippedAt ?? (record.lockedUntil && new Date(record.lockedUntil.getTime() - lockHours * 3_600_000))
  return {
    ship_by: open ? record.shipBy : null,
    first_trace: unseen && leftAt && !record.signed ? new Date(leftAt.getTime() + FIRST_TRACE_HOURS * 3_600_000) : null,
  }
}

/** What must be armed and cancelled so that the rows are what the new state declares. */
export function deadlineChanges(
  before: Order | null,
  after: Order,
  lockHours: number,
): { arm: readonly Deadline[]; cancel: readonly DeadlineKey[] } {
  const had = before ? deadlinesOf(before, lockHours) : null
  const has = deadlinesOf(after, lockHours)
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
