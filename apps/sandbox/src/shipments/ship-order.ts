import { isAllowed } from '../orders/apply-change.ts'
import { hasLeft, type Order, platformOf, type ToldParcel } from '../orders/order.ts'
import { lineNumbersOf, parcelsOfOrder } from '../orders/snapshot.ts'

const SECOND = 1000

export type ShipRefusal = 'already_shipped' | 'not_shippable'
export type Shipped = { readonly change: 'shipped' | 'part_shipped' } | { readonly refusal: ShipRefusal }

/** What a merchant's call does to the order: the parcels leave with their lines, the rest stays. Refused whole, or done whole. */
export function shipOrder(order: Order, parcels: readonly ToldParcel[], wallNow: number): Shipped {
  const left = linesLeft(order)
  const named = parcels.flatMap((parcel) => (parcel.lineNumbers.length === 0 ? left : parcel.lineNumbers))
  if (hasLeft(order) && (left.length === 0 || named.some((line) => !left.includes(line)))) {
    return { refusal: 'already_shipped' }
  }
  const isMixed = named.length === 0 || named.some((line) => !left.includes(line))
  if (isMixed || new Set(named).size < named.length || !isAllowed(order, 'shipped')) return { refusal: 'not_shippable' }
  const change = named.length === left.length ? 'shipped' : 'part_shipped'
  const at = Math.floor(wallNow / SECOND) * SECOND
  order.told.push(...parcels)
  order.parcels += parcels.length
  order.stage = change
  order.version = Math.max(at, order.version + SECOND)
  order.shippedAt ??= at
  return { change }
}

/** Takes an order off that nobody shipped; false when it is too late. */
export function cancelOrder(order: Order, wallNow: number): boolean {
  if (hasLeft(order) || (order.stage !== 'created' && order.stage !== 'paid')) return false
  order.stage = 'closed'
  order.version = Math.max(Math.floor(wallNow / SECOND) * SECOND, order.version + SECOND)
  return true
}

/** Lines that no parcel holds yet. */
export function linesLeft(order: Order): readonly string[] {
  const parcels = parcelsOfOrder(order)
  if (parcels.some((parcel) => parcel.lineNumbers.length === 0)) return []
  if (platformOf(order) === 'woocommerce' && hasLeft(order)) return []
  const gone = parcels.flatMap((parcel) => parcel.lineNumbers)
  return lineNumbersOf(order).filter((line) => !gone.includes(line))
}
