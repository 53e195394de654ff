import { type DeadlineKind, hasLeftWarehouse, PICK_UP_HOURS } from '@baton/contract'
import type { Deadline, DeadlineKey } from '../deadlines/index.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'
import type { Order } from './order.ts'

/** What an order's state promises: until when it is shipped, and until when each parcel that left is first seen. */
function deadlinesOf(order: Order): readonly Deadline[] {
  const { record, parcels } = order
  const { id, state, shipBy, signed } = record
  const isOpen = state === 'to_ship' || state === 'packing' || state === 'part_shipped'
  const unseen = hasLeftWarehouse(state) && !signed ? parcels.filter(({ trace }) => trace === 'created') : []
  return [
    ...(isOpen && shipBy ? [promise(id, 'ship_by', shipBy)] : []),
    ...unseen.flatMap((parcel) =>
      parcel.departedAt
        ? [promise(parcelSubject(id, parcel.id), 'first_trace', hoursAfter(parcel.departedAt, PICK_UP_HOURS))]
        : [],
    ),
  ]
}

function promise(subject: string, kind: DeadlineKind, dueAt: Date): Deadline {
  return { subject, kind, tier: 0, dueAt }
}

function hoursAfter(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * 3_600_000)
}

function parcelSubject(orderId: string, shipmentId: string): string {
  return `${orderId}/${shipmentId}`
}

/** The subject of what is promised of one parcel of one order, as a deadline's row has it. */
export function parcelSubjectIn(db: Queryable, of: { orderId: Fragment; shipmentId: Fragment }): Fragment {
  return db`${of.orderId} || '/' || ${of.shipmentId}`
}

/** What must be armed and cancelled so that the rows are what the new state declares. */
export function deadlineChanges(
  before: Order | null,
  after: Order,
): { arm: readonly Deadline[]; cancel: readonly DeadlineKey[] } {
  const had = before ? deadlinesOf(before) : []
  const has = deadlinesOf(after)
  const isOne = (one: Deadline) => (other: Deadline) => one.subject === other.subject && one.kind === other.kind
  return {
    arm: has.filter((one) => had.find(isOne(one))?.dueAt.getTime() !== one.dueAt.getTime()),
    cancel: had.filter((one) => !has.some(isOne(one))).map(({ subject, kind }) => ({ subject, kind })),
  }
}
