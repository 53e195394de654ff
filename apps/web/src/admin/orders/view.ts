import { hasLeftWarehouse, type OrderState } from '@baton/contract'

export function orderHref(id: string): string {
  return `/admin/orders/detail/?id=${encodeURIComponent(id)}`
}

/** Whether its dispatch deadline still means something. */
export function isAwaitingShipment(order: { readonly state: OrderState }): boolean {
  return order.state !== 'cancelled' && order.state !== 'pending_payment' && !hasLeftWarehouse(order.state)
}
