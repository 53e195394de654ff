import type { FloorItem, FloorPack, FloorPacks } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Device } from '../staff/index.ts'

/** The most urgent orders of a warehouse: some hours of its packing tables. */
const MOST_ORDERS = 1000
/** Where orders have many lines, a device keeps fewer orders. */
const MOST_LINES = 4000

interface OrderRow {
  readonly id: string
  readonly isBegun: boolean
  readonly waybills: readonly string[]
}

interface LineRow {
  readonly orderId: string
  readonly lineNumber: string
  readonly sku: string | null
  readonly name: string | null
  readonly barcode: string | null
  readonly isSerial: boolean
  readonly quantity: number
}

/**
 * What goes into the parcels that a warehouse has to pack, the most urgent first, for devices without network. Items are named
 * as the catalogue names them: nothing here is in a buyer's or a seller's words. A waybill that several orders share is left
 * out, for its pieces are those of all of them; so is an order with a line that names no item.
 */
export async function listPacks(ctx: Context, device: Device): Promise<FloorPacks> {
  const asOf = ctx.now()
  const orders = await ctx.sql<OrderRow[]>`
    SELECT o.id, o.state <> 'to_ship' AS is_begun, ARRAY(
      SELECT DISTINCT s.waybill FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id
      WHERE l.order_id = o.id AND NOT EXISTS (
        SELECT FROM shipments p JOIN shipment_lines m ON m.shipment_id = p.id
        WHERE p.waybill = s.waybill AND m.order_id <> o.id)
      ORDER BY 1) AS waybills
    FROM orders o
    WHERE o.warehouse_id = ${device.warehouseId} AND o.state IN ('to_ship', 'packing') AND o.hold_reasons = '{}'
    ORDER BY o.ship_by NULLS LAST, o.ordered_at, o.id LIMIT ${MOST_ORDERS}`
  const lines = await ctx.sql<LineRow[]>`
    SELECT l.order_id, l.line_number, l.sku, p.name, p.barcode, coalesce(p.has_serial, false) AS is_serial, l.quantity
    FROM order_lines l LEFT JOIN products p ON p.sku = l.sku
    WHERE l.order_id = ANY(${orders.map((one) => one.id)}) ORDER BY l.position`
  const linesOf = Map.groupBy(lines, (one) => one.orderId)
  return { ...packed(orders, linesOf), asOf: asOf.toISOString() }
}

/** Each item once, and orders that name it by its place. */
function packed(
  orders: readonly OrderRow[],
  linesOf: ReadonlyMap<string, readonly LineRow[]>,
): Pick<FloorPacks, 'items' | 'orders'> {
  const items: FloorItem[] = []
  const places = new Map<string, number>()
  const kept: FloorPack[] = []
  const placeOf = (sku: string, { name, barcode, isSerial }: LineRow) => {
    const place = places.get(sku) ?? items.push({ sku, name, barcode, isSerial }) - 1
    places.set(sku, place)
    return place
  }
  let room = MOST_LINES
  for (const { id, isBegun, waybills } of orders) {
    const lines = linesOf.get(id) ?? []
    room -= lines.length
    if (room < 0) break
    if (lines.some((line) => line.sku === null)) continue
    const pieces = lines.map((line) => [placeOf(line.sku ?? '', line), line.quantity, line.lineNumber] as const)
    kept.push({ id, isBegun, waybills, lines: pieces })
  }
  return { items, orders: kept }
}
