import type { Tx } from '../runtime/database.ts'
import type { Facts } from './apply-readings.ts'
import type { Carried } from './read-events.ts'

/** Why a parcel's step waits that names no order; its waybill follows. */
export const PARCEL_UNKNOWN = 'parcel_unknown: '

/** The channel's number of the order that carried facts are about; null: they speak of a waybill alone. */
export function orderNumberOf({ reading, event }: Carried): string | null {
  return reading.kind === 'order' ? reading.order.orderNumber : (reading.trace.orderNumber ?? event.orderNumber)
}

/** Parcels' steps that name no order get the first one of their shop that bears the waybill. The same list where none is to be named. */
export async function nameOrders(tx: Tx, readings: readonly Facts[]): Promise<readonly Facts[]> {
  const nameless = readings.flatMap((facts, place) =>
    'reading' in facts && facts.reading.kind === 'trace' && orderNumberOf(facts) === null
      ? [{ place, shopId: facts.shop.id, waybill: facts.reading.trace.waybill }]
      : [],
  )
  if (nameless.length === 0) return readings
  const rows = await tx<{ place: number; orderNumber: string }[]>`
    SELECT DISTINCT ON (told.place) told.place, o.native_number AS order_number
    FROM unnest(
      ${nameless.map((one) => one.place)}::int[], ${nameless.map((one) => one.shopId)}::uuid[],
      ${nameless.map((one) => one.waybill)}::text[]) AS told(place, shop_id, waybill)
    JOIN shipments s ON s.waybill = told.waybill
    JOIN shipment_lines l ON l.shipment_id = s.id
    JOIN orders o ON o.id = l.order_id AND o.shop_id = told.shop_id
    ORDER BY told.place, o.id`
  const numbers = new Map(rows.map((row) => [row.place, row.orderNumber]))
  return readings.map((facts, place) => {
    const orderNumber = numbers.get(place)
    return orderNumber && 'reading' in facts ? { ...facts, event: { ...facts.event, orderNumber } } : facts
  })
}
