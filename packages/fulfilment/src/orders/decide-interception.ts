import { AFTER_SALE_OPEN, INTERCEPTION_CAUSES, type InterceptionCause } from '@baton/contract'
import type { Order } from './order.ts'

/** Interception tasks that a move opens, and those it makes needless. */
export interface InterceptionChanges {
  readonly open: readonly InterceptionCause[]
  readonly close: readonly InterceptionCause[]
}

const NO_INTERCEPTIONS: InterceptionChanges = { open: [], close: [] }

/**
 * A parcel that is being packed, or has its waybill and no carrier has seen it, can still be stopped by hand. When a reason
 * to stop it appears, or it is packed while there is one, a person must know; when the reason has gone, nobody need.
 */
export function interceptionChanges(before: Order | null, after: Order): InterceptionChanges {
  if (!before || (!isInReach(before) && !isInReach(after))) return NO_INTERCEPTIONS
  const had = causesOf(before)
  const has = causesOf(after)
  const { receiverVersion } = before.record
  const isReceiverNew = receiverVersion > 0 && after.record.receiverVersion > receiverVersion
  const isEnded = after.record.state === 'cancelled' || after.record.refunded
  const isOpening = (cause: InterceptionCause): boolean => {
    if (cause === 'cancelled') return after.record.state === 'cancelled' && before.record.state !== 'cancelled'
    if (cause === 'address_changed' && isReceiverNew) return isInReach(after)
    return isInReach(after) && has.has(cause) && !(had.has(cause) && isInReach(before))
  }
  return {
    open: INTERCEPTION_CAUSES.filter(isOpening),
    close: isEnded ? [] : [...had].filter((cause) => !has.has(cause)),
  }
}

function isInReach({ record, parcels }: Order): boolean {
  if (record.signed || record.state === 'done' || record.state === 'cancelled') return false
  return record.state === 'packing' || parcels.some((parcel) => parcel.trace === 'created')
}

function causesOf({ record, afterSales }: Order): ReadonlySet<InterceptionCause> {
  const causes = new Set<InterceptionCause>()
  const isRefundAsked = afterSales.some((one) => AFTER_SALE_OPEN.includes(one.state))
  if (isRefundAsked || record.holdReasons.includes('refund_requested')) causes.add('refund_requested')
  if (record.holdReasons.includes('address_changed')) causes.add('address_changed')
  return causes
}
