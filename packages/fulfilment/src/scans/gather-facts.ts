import { hasLeftWarehouse, ORDER_STATE_RANK, type OrderState, type ScanInput } from '@baton/contract'
import { readToldParcels } from '../deliveries/index.ts'
import { type LoadedOrders, labelsVoidBefore, loadOrders } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import type { Device } from '../staff/index.ts'
import {
  codesOf,
  type EarlierScan,
  type Facts,
  type LineFact,
  type LoadFact,
  type PackedItem,
  type ParcelFact,
  type TripFact,
} from './facts.ts'
import { codesOfReturns, readArrived, readInspected, readInspectHours, readNamedReturns } from './read-returns.ts'

/** Sets these advisory locks apart from others. */
const WAYBILL_LOCK = 7_301

interface Asked {
  readonly device: Pick<Device, 'id' | 'warehouseId'>
  readonly scans: readonly ScanInput[]
}

/**
 * Locks the trips and orders that the scans are about, and reads what they are judged by. What does not need the answer to
 * another question is asked together with it: Postgres does it in this order.
 */
export async function gatherFacts(
  ctx: Context,
  tx: Tx,
  { device, scans }: Asked,
): Promise<{ facts: Facts; loaded: LoadedOrders }> {
  const { earlier, trips, parcels, returns, ids } = await readNamed(tx, { device, scans })
  const isPacking = scans.some((scan) => scan.kind === 'check_item')
  const isTakingBack = scans.some((scan) => scan.kind === 'undo')
  const isLoading = scans.some((scan) => scan.kind === 'load')
  const codes = codesOfReturns(scans)
  const isReturning = codes.length > 0 || earlier.some((one) => one.kind === 'return_arrived')
  const targets = ids.map((id) => ({ by: 'id', id }) as const)
  const [loaded, loads, lines, packed, stations, operators, openShifts, told, toldParcels, voids, back] =
    await Promise.all([
      loadOrders(tx, targets, { traced: false, waybills: boundBy(scans) }),
      readLoads(tx, ids),
      isPacking ? readLines(tx, ids) : [],
      isPacking ? readPacked(tx, ids, scans) : [],
      readStations(tx, scans),
      readOperators(tx, scans),
      readOpenShifts(tx, scans),
      isTakingBack ? readTold(tx, ids) : [],
      isTakingBack ? readToldParcels(tx, ids) : [],
      isLoading ? readVoidParcels(tx, ids) : [],
      isReturning ? readBack(tx, { orderIds: ids, codes, warehouseId: device.warehouseId }) : nothingBack(),
    ])
  ctx.log.debug({ scans: scans.length, orders: ids.length }, 'scans gathered')
  const facts: Facts = {
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
    returns: Map.groupBy(returns, (one) => one.code),
    ...back,
    voidParcels: new Map(voids.map((one) => [one.orderId, new Set(one.shipmentIds)])),
    toldParcels: new Set(toldParcels),
    told: new Map(told.map((one) => [one.orderId, one.state])),
  }
  return { facts, loaded }
}

/** What the scans name: trips under lock, parcels, and the ids of the orders in them. */
async function readNamed(tx: Tx, { device, scans }: Asked) {
  const { orderIds, waybills } = codesOf(scans)
  const codes = scans.flatMap((scan) => ('trip' in scan ? [scan.trip.toUpperCase()] : []))
  const onTrucks = scans.flatMap((scan) => (scan.kind === 'load' ? [scan.waybill.toUpperCase()] : []))
  const earlier = await readEarlier(tx, device.id, scans)
  const undone = earlier.flatMap((one) => one.waybill ?? [])
  const [, trips, parcels, returns] = await Promise.all([
    lockWaybills(tx, scans),
    readTrips(tx, { codes, waybills: [...undone, ...onTrucks] }),
    readParcels(tx, [...waybills, ...undone]),
    readNamedReturns(tx, codesOfReturns(scans)),
  ])
  const named = [...parcels, ...earlier].flatMap((one) => one.orderIds)
  const back = returns.map((one) => one.orderId)
  return { earlier, trips, parcels, returns, ids: [...new Set([...orderIds, ...named, ...back])].sort() }
}

/** Parcels by waybill, with their orders and whether the label is older than a receiver. */
async function readParcels(tx: Tx, waybills: readonly string[]): Promise<readonly ParcelFact[]> {
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

function boundBy(scans: readonly ScanInput[]): string[] {
  return scans.flatMap((scan) => (scan.kind === 'bind' ? [scan.waybill.toUpperCase()] : []))
}

/** Two devices that bind one waybill to two orders take turns, so that the second hears whose it is. */
async function lockWaybills(tx: Tx, scans: readonly ScanInput[]): Promise<void> {
  const waybills = boundBy(scans)
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
      CASE WHEN s.kind = 'return_arrived' THEN ARRAY(SELECT order_id FROM return_arrivals WHERE scan_id = s.id ORDER BY 1)
           WHEN s.waybill IS NULL OR s.kind = 'bind' THEN array_remove(ARRAY[s.order_id], NULL)
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

type Back = Pick<Facts, 'arrived' | 'inspected' | 'inspectHours'>

function nothingBack(): Back {
  return { arrived: [], inspected: [], inspectHours: 0 }
}

async function readBack(
  tx: Tx,
  wanted: { orderIds: readonly string[]; codes: readonly string[]; warehouseId: string },
): Promise<Back> {
  const [arrived, inspected, inspectHours] = await Promise.all([
    readArrived(tx, wanted),
    readInspected(tx, wanted),
    readInspectHours(tx, wanted.warehouseId),
  ])
  return { arrived: [...arrived], inspected: [...inspected], inspectHours }
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
