import { AFTER_SALE_OPEN, type AfterSaleState, type HoldReason, type OrderState } from '@baton/contract'

/** What of an order may stop the hand that holds its parcel. */
export interface StopFacts {
  readonly state: OrderState
  readonly refunded: boolean
  readonly holdReasons: readonly HoldReason[]
  readonly afterSales: readonly AfterSaleState[]
  readonly isLabelOutdated: boolean
}

export type StopReason = 'order_cancelled' | 'not_paid' | 'refund_requested' | 'address_changed' | 'order_held'

/** Why a parcel of an order that has not left must not go on, the gravest reason first; null: it may. */
export function reasonToStop(order: StopFacts): StopReason | null {
  const { state, refunded, holdReasons, afterSales, isLabelOutdated } = order
  if (state === 'cancelled' || refunded) return 'order_cancelled'
  if (state === 'pending_payment') return 'not_paid'
  const isRefundAsked = afterSales.some((one) => AFTER_SALE_OPEN.includes(one))
  if (isRefundAsked || holdReasons.includes('refund_requested')) return 'refund_requested'
  if (isLabelOutdated || holdReasons.includes('address_changed')) return 'address_changed'
  return holdReasons.length > 0 ? 'order_held' : null
}
