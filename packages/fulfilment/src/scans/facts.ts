import {
  type CarrierCode,
  GLOBAL_ID_PATTERN,
  hasLeftWarehouse,
  ORDER_STATE_RANK,
  type OrderState,
  type ScanAnswer,
  type ScanInput,
  type ScanKind,
} from '@baton/contract'
import { readToldParcels } from '../deliveries/index.ts'
import { labelsVoidBefore } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import type { Device } from '../staff/index.ts'

/** One parcel, and the orders whose things are in it. */
export interface ParcelFact {
  readonly id: string
  readonly carrier: string
  readonly waybill: string
  readonly orderIds: readonly string[]
  /** Orders whose receiver is newer than this label. */
  readonly outdatedFor: readonly string[]
}

export interface TripFact {
  readonly code: string
  readonly carrier: CarrierCode
  readonly warehouseId: string
  readonly closedAt: Date | null
}

export interface LoadFact {
  readonly tripCode: string
  readonly scanId: string
}

export interface LineFact {
  readonly orderId: string
  readonly lineNumber: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly quantity: number
  readonly hasSerial: boolean
}

export interface PackedItem {
  readonly scanId: string
  readonly orderId: string
  readonly lineNumber: string
  readonly sku: string
  readonly serial: string | null
}

/** An earlier scan of the same device that a later one takes back, with what became of it until now. */
export interface EarlierScan {
  readonly id: string
  readonly kind: ScanKind
  readonly answer: ScanAnswer
  readonly orderIds: readonly string[]
  readonly waybill: string | null
  readonly receivedAt: Date
  /** Of a bind alone. */
  readonly bound: BoundFact | null
}

/** What one bind brought to its order. */
export interface BoundFact {
  readonly isBound: boolean
  readonly isBegun: boolean
}

/** A return that was taken in, by its waybill or by its order alone. */
export interface ReturnFact {
  readonly orderId: string | null
  readonly waybill: string | null
}

/** All that scans are judged by, beside the orders themselves; kept up to date scan by scan. */
export interface Facts {
  readonly orderIds: ReadonlySet<string>
  readonly parcels: Map<string, ParcelFact>
  /** Shipment → the trip it stands on, and the scan that put it there. */
  readonly loads: Map<string, LoadFact>
  readonly trips: Map<string, TripFact>
  readonly stations: ReadonlyMap<string, { readonly warehouseId: string }>
  readonly lines: ReadonlyMap<string, readonly LineFact[]>
  readonly packed: PackedItem[]
  readonly operators: ReadonlyMap<string, string>
  readonly openShifts: Map<string, string>
  readonly earlier: Map<string, EarlierScan>
  readonly returned: ReturnFact[]
  /** Parcels of orders that are loaded, by order, whose label was replaced or must be. */
  readonly voidParcels: ReadonlyMap<string, ReadonlySet<string>>
  /** Parcels that a channel was told of, or may have been; read where a scan is taken back. */
  readonly toldParcels: ReadonlySet<string>
  /** Where the word of anybody but a scan puts an order; read where a scan is taken back. */
  readonly told: ReadonlyMap<string, OrderState>
}

/** Sets these advisory locks apart from others. */
const WAYBILL_LOCK = 7_301

/** The codes that scans name, by what they may mean. */
export function codesOf(scans: readonly ScanInput[]): { orderIds: string[]; waybills: string[] } {
  const upper = [...new Set(scans.flatMap(namedBy).map((code) => code.toUpperCase()))]
  return {
    orderIds: upper.filter((code) => GLOBAL_ID_PATTERN.test(code)),
    waybills: upper.filter((code) => !GLOBAL_ID_PATTERN.test(code)),
  }
}

function namedBy(scan: ScanInput): readonly string[] {
  switch (scan.kind) {
    case 'pack_start':
    case 'check_item':
    case 'delay':
    case 'return_arrived':
    case 'return_inspected':
      return [scan.code]
    case 'bind':
      return [scan.orderId, scan.waybill]
    case 'load':
      return [scan.waybill]
    case 'hand_over':
    case 'clock_in':
    case 'clock_out':
    case 'undo':
      return []
  }
}

/** Locks the trips and orders that the scans are about, then reads what they are judged by. */
export async function gatherFacts(
  ctx: Context,
  tx: Tx,
  { device, scans }: { device: Pick<Device, 'id'>; scans: readonly ScanInput[] },
): Promise<Facts> {
  const { orderIds, waybills } = codesOf(scans)
  const tripCodes = scans.flatMap((scan) => ('trip' in scan ? [scan.trip.toUpperCase()] : []))
  const earlier = await readEarlier(tx, device.id, scans)
  const undone = earlier.flatMap((one) => one.waybill ?? [])
  await lockWaybills(tx, scans)
  const loaded = scans.flatMap((scan) => (scan.kind === 'load' ? [scan.waybill.toUpperCase()] : []))
  const trips = await readTrips(tx, { codes: tripCodes, waybills: [...undone, ...loaded] })
  const parcels = await readParcels(tx, [...waybills, ...undone])
  const named = new Set([...orderIds, ...parcels.flatMap((one) => one.orderIds)])
  for (const one of earlier) for (const id of one.orderIds) named.add(id)
  const ids = [...named].sort()
  await tx`SELECT FROM orders WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`
  const isPacking = scans.some((scan) => scan.kind === 'check_item')
  const isTakingBack = scans.some((scan) => scan.kind === 'undo')
  const isLoading = scans.some((scan) => scan.kind === 'load')
  const isReturning = scans.some((scan) => scan.kind === 'return_arrived')
  const [loads, lines, packed, stations, operators, openShifts, returned, told, toldParcels, voids] = await Promise.all(
    [
      readLoads(tx, ids),
      isPacking ? readLines(tx, ids) : [],
      isPacking ? readPacked(tx, ids, scans) : [],
      readStations(tx, scans),
      readOperators(tx, scans),
      readOpenShifts(tx, scans),
      isReturning ? readReturned(tx, [...ids, ...waybills]) : [],
      isTakingBack ? readTold(tx, ids) : [],
      isTakingBack ? readToldParcels(tx, ids) : [],
      isLoading ? readVoidParcels(tx, ids) : [],
    ],
  )
  ctx.log.debug({ scans: scans.length, orders: ids.length }, 'scans gathered')
  return {
    orderIds: new Set(ids),
    parcels: new Map(parcels.map((one) => [one.waybill, one])),
    loads: new Map(loads.map((one) => [one.shipmentId, one])),
    trips: new Map(trips.map((one) => [one.code, one])),
    stations: new Map(stations.map((one) => [one.code, one])),
    lines: Map.groupBy(lines, (one) => one.orderId),
    packed: [...packed],
    operators: new Map(operators.map((one) => [one.id, one.name])),
    openShifts: new Map(openShifts.map((one) => [one.staffId, one.stationCode])),
    earlier: new Map(earlier.map((one) => [one.id, one])),
    returned: [...returned],
    voidParcels: new Map(voids.map((one) => [one.orderId, new Set(one.shipmentIds)])),
    toldParcels: new Set(toldParcels),
    told: new Map(told.map((one) => [one.orderId, one.state])),
  }
}

/** Parcels by waybill, with their orders and whether the label is older than a receiver. */
export async function readParcels(tx: Tx, waybills: readonly string[]): Promise<readonly ParcelFact[]> {
  if (waybills.length === 0) return []
  return tx<ParcelFact[]>`
    SELECT s.id, s.carrier, s.waybill, array_agg(DISTINCT l.order_id ORDER BY l.order_id) AS order_ids,
      coalesce(array_agg(DISTINCT l.order_id) FILTER (WHERE s.recorded_at <
        ${labelsVoidBefore(tx, tx`l.order_id`)}), '{}') AS outdated_for
    FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id
    WHERE s.waybill = ANY(${waybills as string[]}) GROUP BY s.id ORDER BY s.recorded_at`
}

/** Named by a scan, or bearing a parcel that is loaded anew or whose load may be undone. */
async function readTrips(
  tx: Tx,
  of: { readonly codes: readonly string[]; readonly waybills: readonly string[] },
): Promise<readonly TripFact[]> {
  if (of.codes.length + of.waybills.length === 0) return []
  return tx<TripFact[]>`
    SELECT code, carrier, warehouse_id, closed_at FROM trips
    WHERE code = ANY(${of.codes as string[]}) OR code IN (
      SELECT l.trip_code FROM parcel_loads l JOIN shipments s ON s.id = l.shipment_id
      WHERE s.waybill = ANY(${of.waybills as string[]}))
    ORDER BY code FOR UPDATE`
}

/** Two devices that bind one waybill to two orders take turns, so that the second hears whose it is. */
async function lockWaybills(tx: Tx, scans: readonly ScanInput[]): Promise<void> {
  const waybills = scans.flatMap((scan) => (scan.kind === 'bind' ? [scan.waybill.toUpperCase()] : []))
  if (waybills.length === 0) return
  await tx`
    SELECT pg_advisory_xact_lock(key) FROM (
      SELECT DISTINCT hashtextextended(waybill, ${WAYBILL_LOCK}) AS key FROM unnest(${waybills}::text[]) AS waybill ORDER BY 1) AS keys`
}

/** Under lock, so that a scan that waits for its waybill does not take effect while it is taken back. */
async function readEarlier(tx: Tx, deviceId: string, scans: readonly ScanInput[]): Promise<readonly EarlierScan[]> {
  const ids = scans.flatMap((scan) => (scan.kind === 'undo' ? [scan.scanId] : []))
  if (ids.length === 0) return []
  return tx<EarlierScan[]>`
    SELECT s.id, s.kind, coalesce(s.later_answer, s.answer) AS answer, s.waybill, s.received_at,
      CASE WHEN s.kind = 'bind' AND e.seq IS NOT NULL
           THEN jsonb_build_object('isBound', 'parcels' = ANY(e.changes), 'isBegun', e.before->>'state' = 'to_ship') END AS bound,
      CASE WHEN s.waybill IS NULL OR s.kind = 'bind' THEN array_remove(ARRAY[s.order_id], NULL)
           ELSE ARRAY(SELECT DISTINCT l.order_id FROM shipments p JOIN shipment_lines l ON l.shipment_id = p.id
                      WHERE p.waybill = s.waybill ORDER BY 1) END AS order_ids
    FROM scans s LEFT JOIN order_events e ON e.order_id = s.order_id AND e.seq = s.event_seq
    WHERE s.id = ANY(${ids}) AND s.device_id = ${deviceId} ORDER BY s.id FOR UPDATE OF s`
}

/** Of every parcel of these orders, so that the last one is known. */
async function readLoads(tx: Tx, orderIds: readonly string[]): Promise<readonly (LoadFact & { shipmentId: string })[]> {
  if (orderIds.length === 0) return []
  return tx`
    SELECT shipment_id, trip_code, scan_id FROM parcel_loads
    WHERE shipment_id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = ANY(${orderIds as string[]}))`
}

async function readLines(tx: Tx, orderIds: readonly string[]): Promise<readonly LineFact[]> {
  return tx<LineFact[]>`
    SELECT l.order_id, l.line_number, l.sku, p.barcode, l.quantity, coalesce(p.has_serial, false) AS has_serial
    FROM order_lines l LEFT JOIN products p ON p.sku = l.sku
    WHERE l.order_id = ANY(${orderIds as string[]}) ORDER BY l.order_id, l.position`
}

/** What is packed of these orders, and wherever else a serial number of these scans is packed. */
async function readPacked(
  tx: Tx,
  orderIds: readonly string[],
  scans: readonly ScanInput[],
): Promise<readonly PackedItem[]> {
  const serials = scans.flatMap((scan) => (scan.kind === 'check_item' && scan.serial ? [scan.serial] : []))
  const elsewhere = tx`
    UNION
    SELECT i.scan_id, i.order_id, i.line_number, i.sku, i.serial FROM packed_items i JOIN orders o ON o.id = i.order_id
    WHERE i.serial = ANY(${serials}) AND o.state <> 'cancelled' AND NOT o.refunded`
  return tx<PackedItem[]>`
    SELECT scan_id, order_id, line_number, sku, serial FROM packed_items WHERE order_id = ANY(${orderIds as string[]})
    ${serials.length > 0 ? elsewhere : tx``}`
}

async function readStations(
  tx: Tx,
  scans: readonly ScanInput[],
): Promise<readonly { code: string; warehouseId: string }[]> {
  const codes = scans.flatMap((scan) => (scan.kind === 'clock_in' ? [scan.station.toUpperCase()] : []))
  return codes.length === 0 ? [] : tx`SELECT code, warehouse_id FROM stations WHERE code = ANY(${codes})`
}

async function readOperators(tx: Tx, scans: readonly ScanInput[]): Promise<readonly { id: string; name: string }[]> {
  const ids = [...new Set(scans.flatMap((scan) => scan.operatorId ?? []))]
  return ids.length === 0 ? [] : tx`SELECT id, name FROM staff WHERE id = ANY(${ids})`
}

async function readOpenShifts(
  tx: Tx,
  scans: readonly ScanInput[],
): Promise<readonly { staffId: string; stationCode: string }[]> {
  const clocks = scans.filter((scan) => scan.kind === 'clock_in' || scan.kind === 'clock_out')
  const ids = [...new Set(clocks.flatMap((scan) => scan.operatorId ?? []))].sort()
  if (ids.length === 0) return []
  return tx`
    SELECT staff_id, station_code FROM shifts WHERE staff_id = ANY(${ids}) AND out_at IS NULL ORDER BY staff_id FOR UPDATE`
}

async function readReturned(tx: Tx, codes: readonly string[]): Promise<readonly ReturnFact[]> {
  if (codes.length === 0) return []
  return tx`
    SELECT DISTINCT order_id, waybill FROM scans
    WHERE kind = 'return_arrived' AND coalesce(later_answer, answer) = 'return_arrived'
      AND (order_id = ANY(${codes as string[]}) OR waybill = ANY(${codes as string[]}))`
}

/** The state that others put an order in last, or the furthest that they claimed since: a claim of where a scan put it first moves nothing. */
async function readTold(
  tx: Tx,
  orderIds: readonly string[],
): Promise<readonly { orderId: string; state: OrderState }[]> {
  if (orderIds.length === 0) return []
  const told = await tx<{ orderId: string; state: OrderState; claims: OrderState[] }[]>`
    SELECT last.order_id, last.state, ARRAY(
      SELECT DISTINCT claimed->>'state' FROM attempts
      WHERE order_id = last.order_id AND recorded_at >= last.recorded_at AND actor_kind <> 'device'
        AND verdict IN ('applied', 'duplicate') AND claimed ? 'state' AND NOT claimed ? 'afterSale') AS claims
    FROM (
      SELECT DISTINCT ON (order_id) order_id, after->>'state' AS state, recorded_at FROM order_events
      WHERE order_id = ANY(${orderIds as string[]}) AND actor_kind <> 'device' AND changes && '{created,state}'
      ORDER BY order_id, seq DESC) last`
  return told.map(({ orderId, state, claims }) => {
    const furthest = claims.filter(hasLeftWarehouse).sort((a, b) => ORDER_STATE_RANK[b] - ORDER_STATE_RANK[a])[0]
    const isFurther = furthest !== undefined && ORDER_STATE_RANK[furthest] > ORDER_STATE_RANK[state]
    return { orderId, state: isFurther ? furthest : state }
  })
}

async function readVoidParcels(
  tx: Tx,
  orderIds: readonly string[],
): Promise<readonly { orderId: string; shipmentIds: readonly string[] }[]> {
  return tx`
    SELECT l.order_id, array_agg(DISTINCT s.id) AS shipment_ids FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id
    WHERE l.order_id = ANY(${orderIds as string[]}) AND s.recorded_at < ${labelsVoidBefore(tx, tx`l.order_id`)}
    GROUP BY l.order_id`
}
