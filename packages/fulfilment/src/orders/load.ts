import { columnsOf } from '../runtime/columns-of.ts'
import type { Fragment, Tx } from '../runtime/database.ts'
import { factKey } from './decide-trace.ts'
import type { MoveTarget } from './move.ts'
import type { AfterSale, Order, OrderRecord, Parcel } from './order.ts'
import { afterSales, orders } from './tables.ts'

export const MAX_ORDERS = 200

/** More orders than one transaction may lock: whoever asked takes a smaller part of what it has to do. */
export class TooManyOrders extends Error {
  override readonly name = 'TooManyOrders'

  constructor() {
    super(`At most ${MAX_ORDERS} orders a transaction`)
  }
}

/** An order under lock, with the hash its next event chains to. */
export interface LockedOrder {
  readonly order: Order
  readonly chain: Uint8Array
}

export function nativeKey(target: { platform: string; shopId: string; nativeNumber: string }): string {
  return `${target.platform}\n${target.shopId}\n${target.nativeNumber}`
}

function keyOf(target: MoveTarget): string {
  return target.by === 'id' ? target.id : nativeKey(target)
}

export interface LoadedOrders {
  find(target: MoveTarget): string | undefined
  /** The orders of the targets, and those that share a parcel with one of them. */
  readonly byId: Map<string, LockedOrder>
}

export interface Wanted {
  /** Whether trace facts are asked for. */
  readonly traced: boolean
  /** Waybills that are told of the targets: which orders bear them already. */
  readonly waybills: readonly string[]
}

/** Of one waybill, so many orders at most go together. What more bear is no parcel, but a word in a waybill's place. */
const MOST_IN_A_PARCEL = 20

/**
 * Locks the orders of a batch in the order of their ids and reads them whole, and with them the orders in the same parcels.
 * Throws `TooManyOrders` for more than 200. From here until the transaction ends, each statement keeps its one plan.
 */
export async function loadOrders(tx: Tx, targets: readonly MoveTarget[], wanted: Wanted): Promise<LoadedOrders> {
  const byId = new Map<string, LockedOrder>()
  if (targets.length === 0) return { find: () => undefined, byId }
  if (new Set(targets.map(keyOf)).size > MAX_ORDERS) throw new TooManyOrders()
  const { shared } = await readInto(byId, tx, { ids: wantedIds(tx, targets), ...wanted })
  for (let others = await findOthers(tx, shared, byId); others.length > 0; ) {
    await readInto(byId, tx, { ids: tx`${others}::text[]`, traced: wanted.traced, waybills: [] })
    others = await findOthers(tx, shared, byId)
  }
  const byNative = new Map([...byId].map(([id, { order }]) => [nativeKey(order.record), id]))
  return { byId, find: (target) => (target.by === 'id' ? target.id : byNative.get(nativeKey(target))) }
}

/**
 * Reads orders under lock; returns the parcels that other orders bear, too. Postgres is sent all of it at once and does it
 * in this order, so that each statement sees what the lock waited for.
 */
async function readInto(
  byId: Map<string, LockedOrder>,
  tx: Tx,
  { ids, traced, waybills }: Wanted & { ids: Fragment },
): Promise<{ shared: readonly string[] }> {
  const [, records, parcels, returned, heard, facts, borne] = await Promise.all([
    planOnce(tx).execute(),
    tx<LockedRecord[]>`
      SELECT ${columnsOf(tx, orders)} FROM orders WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`.execute(),
    readParcels(tx, ids).execute(),
    readAfterSales(tx, ids).execute(),
    readHeard(tx, ids).execute(),
    traced ? readFacts(tx, ids).execute() : [],
    waybills.length > 0 ? readBorne(tx, ids, waybills).execute() : [],
  ])
  const parcelsOf = Map.groupBy(parcels, (row) => row.orderId)
  const afterSalesOf = Map.groupBy(returned, (row) => row.orderId)
  const heardOf = new Map(heard.map((row) => [row.orderId, row]))
  const factsOf = Map.groupBy(facts, (row) => row.shipmentId)
  for (const { chain, ...record } of records) {
    const own = parcelsOf.get(record.id) ?? []
    const order: Order = {
      record,
      heardVersion: Math.max(record.sourceVersion, heardOf.get(record.id)?.version ?? 0),
      heardAgain: heardOf.get(record.id)?.again ?? 0,
      parcels: own.map(({ orderId: _, isShared: __, ...parcel }) => ({
        ...parcel,
        facts: factKeys(factsOf.get(parcel.id) ?? []),
      })),
      afterSales: afterSalesOf.get(record.id) ?? [],
    }
    byId.set(record.id, { order, chain })
  }
  return { shared: [...parcels.filter((one) => one.isShared), ...borne].map((one) => one.id) }
}

/** Orders in these parcels that are not among those read; asked again once they are locked, as more may have come. */
async function findOthers(
  tx: Tx,
  shared: readonly string[],
  known: ReadonlyMap<string, LockedOrder>,
): Promise<readonly string[]> {
  if (shared.length === 0) return []
  const rows = await tx<{ orderId: string }[]>`
    SELECT DISTINCT of_one.order_id FROM unnest(${shared as string[]}::uuid[]) AS parcel(id)
    CROSS JOIN LATERAL (
      SELECT DISTINCT order_id FROM shipment_lines WHERE shipment_id = parcel.id ORDER BY order_id LIMIT ${MOST_IN_A_PARCEL}) of_one`
  return rows.map((row) => row.orderId).filter((id) => !known.has(id))
}

/**
 * Postgres would otherwise plan the deferred look-up of an event in its partition anew for every order, which takes longer
 * than everything else that it does for the order.
 */
function planOnce(tx: Tx) {
  return tx`SET LOCAL plan_cache_mode = force_generic_plan`
}

type LockedRecord = OrderRecord & { readonly chain: Uint8Array }

/** The ids of the targets that are there. */
function wantedIds(tx: Tx, targets: readonly MoveTarget[]): Fragment {
  const ids = targets.flatMap((target) => (target.by === 'id' ? [target.id] : []))
  const natives = targets.flatMap((target) => (target.by === 'native' ? [target] : []))
  return tx`ARRAY(
    SELECT unnest(${ids}::text[])
    UNION ALL
    SELECT known.id FROM unnest(
      ${natives.map((one) => one.platform)}::text[], ${natives.map((one) => one.shopId)}::uuid[],
      ${natives.map((one) => one.nativeNumber)}::text[]) AS wanted(platform, shop_id, native_number)
    CROSS JOIN LATERAL (
      SELECT id FROM orders o
      WHERE o.native_number = wanted.native_number AND o.shop_id = wanted.shop_id AND o.platform = wanted.platform
      LIMIT 1) known)`
}

type ParcelRow = Omit<Parcel, 'facts'> & { readonly orderId: string; readonly isShared: boolean }

function readParcels(tx: Tx, wanted: Fragment) {
  return tx<ParcelRow[]>`
    SELECT l.order_id, s.id, s.carrier, s.waybill, s.trace, s.trace_at, s.trace_text, s.left_at, s.departed_at,
           array_agg(l.line_number ORDER BY l.line_number) AS line_numbers,
           EXISTS (SELECT FROM shipment_lines x WHERE x.shipment_id = s.id AND x.order_id <> l.order_id) AS is_shared
    FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id
    WHERE l.order_id = ANY(${wanted}) GROUP BY l.order_id, s.id ORDER BY l.order_id, s.id`
}

/** Parcels by these waybills that other orders bear, and none of these. */
function readBorne(tx: Tx, wanted: Fragment, waybills: readonly string[]) {
  return tx<{ id: string }[]>`
    SELECT s.id FROM shipments s
    WHERE s.waybill = ANY(${waybills as string[]})
      AND NOT EXISTS (SELECT FROM shipment_lines own WHERE own.shipment_id = s.id AND own.order_id = ANY(${wanted}))`
}

function readAfterSales(tx: Tx, wanted: Fragment) {
  return tx<(AfterSale & { orderId: string })[]>`
    SELECT ${columnsOf(tx, afterSales)} FROM after_sales WHERE order_id = ANY(${wanted}) ORDER BY order_id, native_number`
}

function readHeard(tx: Tx, wanted: Fragment) {
  return tx<{ orderId: string; version: number; again: number }[]>`
    SELECT order_id, max(reported_version) AS version, max(reported_again) AS again FROM order_links
    WHERE order_id = ANY(${wanted}) AND reported_version IS NOT NULL GROUP BY order_id`
}

interface FactRow {
  readonly shipmentId: string
  readonly occurredAt: Date
  readonly nativeStatus: string
}

function readFacts(tx: Tx, wanted: Fragment) {
  return tx<FactRow[]>`
    SELECT t.shipment_id, t.occurred_at, t.native_status FROM shipment_traces t
    WHERE t.shipment_id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = ANY(${wanted}))`
}

function factKeys(facts: readonly FactRow[]): ReadonlySet<string> {
  return new Set(facts.map((fact) => factKey(fact.occurredAt, fact.nativeStatus)))
}
