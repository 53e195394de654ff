import { canBeHeld, type HoldReason, hasLeftWarehouse, type OrderRow, type OrderState } from '@baton/contract'

export function orderHref(id: string): string {
  return `/admin/orders/detail/?id=${encodeURIComponent(id)}`
}

/** Whether its dispatch deadline still means something. */
export function isAwaitingShipment(order: { readonly state: OrderState }): boolean {
  return order.state !== 'cancelled' && order.state !== 'pending_payment' && !hasLeftWarehouse(order.state)
}

/** Whether a person may still place a hold on it. */
export function isHoldable(order: { readonly state: OrderState }): boolean {
  return canBeHeld(order.state)
}

/** Whether a person may still choose its warehouse. */
export function isAssignable(order: { readonly state: OrderState }): boolean {
  return order.state === 'to_ship'
}

/** Holds worth a badge of their own: a refund that the status already names is not said twice. */
export function holdsBeside(order: Pick<OrderRow, 'shown' | 'holds'>): readonly HoldReason[] {
  return order.shown === 'refunding' ? order.holds.filter((reason) => reason !== 'refund_requested') : order.holds
}
