import type { ErpOrderRef } from '@baton/contract'

/** What stands in an order's column: Baton's id, or its channel's number and perhaps the shop's. */
export function orderRefOf(order: string, shop: string | null | undefined): ErpOrderRef {
  const isOurs = /^[A-Z]{2,6}\d{4}[A-Z0-9]{8}$/.test(order)
  return isOurs ? { id: order } : { number: order, ...(shop ? { shop } : {}) }
}
