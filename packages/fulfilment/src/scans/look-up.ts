import type { FloorFound, FloorLine, FloorLookInput, FloorOrder, FloorParcel } from '@baton/contract'
import { foldScanned, plainGtin, readCode, withoutMark } from '@baton/contract'
import { labelsVoidBefore, type StopFacts } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Device } from '../staff/index.ts'
import { readNamedReturns } from './read-returns.ts'
import { stopAnswer } from './stop-answer.ts'
import { findTrip } from './trips.ts'
import { isUnmatched } from './unmatched.ts'

/** What a code stands for, as far as the floor may know: no name, phone or address. */
export async function lookUp(ctx: Context, device: Device, input: FloorLookInput): Promise<FloorFound> {
  const code = readCode(input.code)
  switch (code.kind) {
    case 'order':
      return found(await readFloorOrder(ctx, code.text))
    case 'waybill':
      return lookUpNumber(ctx, device, input.code)
    case 'item':
      return findItem(ctx, code.text)
    case 'trip': {
      const trip = await findTrip(ctx, device, code.text)
      return trip ? { kind: 'trip', trip } : { kind: 'unknown' }
    }
    case 'station':
      return findStation(ctx, device, code.text)
    case 'work_order':
      return lookUpReturn(ctx, code.text)
    case 'bin':
      return { kind: 'bin' }
    case 'link':
      return { kind: /\/scan\/enrol\/?\?/.test(code.text) ? 'enrolment' : 'unknown' }
    case 'unreadable':
      return code.why === 'no_code' ? findNamed(ctx, device, input.code) : { kind: 'unknown' }
    case 'badge':
      return { kind: 'unknown' }
  }
}

function found(order: FloorOrder | null): FloorFound {
  return order ? { kind: 'order', order } : { kind: 'unknown' }
}

/** A number may be a waybill, of a return too, or name something else; waybills are looked for first. */
async function lookUpNumber(ctx: Context, device: Device, scanned: string): Promise<FloorFound> {
  const waybill = textOf(scanned).toUpperCase()
  const order = (await readByWaybill(ctx, waybill)) ?? (await readByReturn(ctx, waybill))
  return order ? { kind: 'order', order } : findNamed(ctx, device, scanned)
}

/** As somebody has written it on a label: case and all. */
function textOf(scanned: string): string {
  return withoutMark(foldScanned(scanned))
}

/** An item, or a device or printer of this warehouse, by what is written on it. */
async function findNamed(ctx: Context, device: Device, scanned: string): Promise<FloorFound> {
  const text = textOf(scanned)
  const item = await findItem(ctx, text)
  if (item.kind !== 'unknown') return item
  const [thing] = await ctx.sql<{ kind: 'device' | 'printer'; name: string }[]>`
    SELECT 'device' AS kind, name FROM devices
    WHERE warehouse_id = ${device.warehouseId} AND (name = ${text} OR id::text = lower(${text}))
    UNION ALL
    SELECT 'printer', name FROM printers WHERE warehouse_id = ${device.warehouseId} AND name = ${text} LIMIT 1`
  return thing ?? { kind: 'unknown' }
}

/** The order whose return it is; of a work order that nobody knows, whether it was scanned all the same. */
async function lookUpReturn(ctx: Context, code: string): Promise<FloorFound> {
  const order = await readByReturn(ctx, code)
  if (order) return { kind: 'order', order }
  const [scanned] = await ctx.sql`
    SELECT FROM scans s WHERE s.waybill = ${code} AND s.kind = 'return_arrived' AND ${isUnmatched(ctx.sql)} LIMIT 1`
  return { kind: 'return', isTakenIn: scanned !== undefined }
}

async function readByWaybill(ctx: Context, waybill: string): Promise<FloorOrder | null> {
  const [row] = await ctx.sql<{ orderId: string }[]>`
    SELECT l.order_id FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id
    WHERE s.waybill = ${waybill} ORDER BY s.recorded_at DESC, l.order_id LIMIT 1`
  return row ? readFloorOrder(ctx, row.orderId) : null
}

async function readByReturn(ctx: Context, code: string): Promise<FloorOrder | null> {
  const [named] = await readNamedReturns(ctx.sql, [code])
  return named ? readFloorOrder(ctx, named.orderId) : null
}

interface OrderRow
  extends Omit<FloorOrder, 'stop' | 'dueAt' | 'lines' | 'parcels'>,
    Omit<StopFacts, 'isLabelOutdated'> {
  readonly dueAt: Date | null
}

/** An order with its lines, what is checked of them, and its parcels. */
async function readFloorOrder(ctx: Context, id: string): Promise<FloorOrder | null> {
  const [[row], lines, parcels] = await Promise.all([
    ctx.sql<OrderRow[]>`
      SELECT o.id, o.native_number, o.state, o.shown, w.name AS warehouse_name, o.ship_by AS due_at, o.seller_memo,
        o.seller_flag, o.seller_flag_label,
        o.refunded, o.hold_reasons, o.holds->0->>'note' AS stop_note,
        ARRAY(SELECT state FROM after_sales WHERE order_id = o.id) AS after_sales
      FROM orders o LEFT JOIN warehouses w ON w.id = o.warehouse_id WHERE o.id = ${id}`,
    ctx.sql<FloorLine[]>`
      SELECT l.line_number, l.sku, l.title, p.barcode, l.quantity, coalesce(p.has_serial, false) AS is_serial,
        (SELECT count(*)::int FROM packed_items i JOIN orders o ON o.id = i.order_id
         WHERE i.order_id = l.order_id AND i.line_number = l.line_number AND o.state <> 'to_ship') AS checked
      FROM order_lines l LEFT JOIN products p ON p.sku = l.sku WHERE l.order_id = ${id} ORDER BY l.position`,
    ctx.sql<FloorParcel[]>`
      SELECT s.carrier, s.waybill,
        p.trip_code IS NOT NULL AS is_loaded, p.trip_code AS trip,
        coalesce(s.recorded_at < ${labelsVoidBefore(ctx.sql, ctx.sql`${id}`)}, false)
          AS is_label_outdated
      FROM shipments s LEFT JOIN parcel_loads p ON p.shipment_id = s.id
        AND EXISTS (SELECT FROM orders WHERE id = ${id} AND state IN ('part_shipped', 'shipped', 'done'))
      WHERE s.id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = ${id})
      ORDER BY s.recorded_at, s.id`,
  ])
  if (!row) return null
  const { refunded, holdReasons, afterSales, dueAt, ...order } = row
  const isLabelOutdated = parcels.length > 0 && parcels.every((one) => one.isLabelOutdated)
  const stop = stopAnswer({ state: row.state, refunded, holdReasons, afterSales, isLabelOutdated })
  return { ...order, dueAt: dueAt?.toISOString() ?? null, stop, lines, parcels }
}

async function findItem(ctx: Context, barcode: string): Promise<FloorFound> {
  const plain = plainGtin(barcode)
  const filled = [8, 12, 13, 14].map((length) => plain.padStart(length, '0'))
  const [item] = await ctx.sql<{ sku: string; name: string; barcode: string | null }[]>`
    SELECT sku, name, barcode FROM products
    WHERE barcode = ANY(${[barcode, ...filled]}) OR upper(sku) = upper(${barcode})
    ORDER BY sku = ${barcode} DESC LIMIT 1`
  return item ? { kind: 'item', ...item } : { kind: 'unknown' }
}

async function findStation(ctx: Context, device: Device, code: string): Promise<FloorFound> {
  const [station] = await ctx.sql<{ name: string }[]>`
    SELECT name FROM stations WHERE code = ${code} AND warehouse_id = ${device.warehouseId}`
  return station ? { kind: 'station', code, name: station.name } : { kind: 'unknown' }
}
