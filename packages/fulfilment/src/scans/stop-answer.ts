import {
  AFTER_SALE_OPEN,
  type AfterSaleState,
  type HoldReason,
  type OrderState,
  type ScanAnswer,
} from '@baton/contract'

/** What of an order may stop the hand that holds its parcel. */
export interface StopFacts {
  readonly state: OrderState
  readonly refunded: boolean
  readonly holdReasons: readonly HoldReason[]
  readonly afterSales: readonly AfterSaleState[]
  readonly isLabelOutdated: boolean
}

/** As a scan would be answered; null: the parcel may go on. The gravest reason first, like `decideFloor`. */
export function stopAnswer(order: StopFacts): ScanAnswer | null {
  if (order.state === 'shipped' || order.state === 'done') return null
  if (order.state === 'cancelled' || order.refunded) return 'cancelled'
  const isRefundAsked = order.afterSales.some((state) => AFTER_SALE_OPEN.includes(state))
  if (isRefundAsked || order.holdReasons.includes('refund_requested')) return 'refund_requested'
  if (order.isLabelOutdated || order.holdReasons.includes('address_changed')) return 'address_changed'
  return order.holdReasons.length > 0 ? 'held' : null
}
