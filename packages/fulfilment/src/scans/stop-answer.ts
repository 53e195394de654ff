import { HOLD_REASONS, type HoldReason, type ScanAnswer } from '@baton/contract'
import { reasonToStop, type StopFacts, type StopReason } from '../orders/index.ts'

export const STOP_ANSWERS = {
  order_cancelled: 'cancelled',
  not_paid: 'not_paid',
  refund_requested: 'refund_requested',
  address_changed: 'address_changed',
  order_held: 'held',
} as const satisfies Record<StopReason, ScanAnswer>

/** As a scan of the parcel would be answered; null: it may go on, or has left already. */
export function stopAnswer(order: StopFacts): ScanAnswer | null {
  if (order.state === 'shipped' || order.state === 'done') return null
  const reason = reasonToStop(order)
  return reason && STOP_ANSWERS[reason]
}

/** Why a stopped order is on hold, the gravest of its reasons; null: something else stops it. */
export function holdBehind(answer: ScanAnswer, reasons: readonly HoldReason[]): HoldReason | null {
  if (answer !== 'held') return null
  return HOLD_REASONS.find((reason) => reasons.includes(reason)) ?? null
}
