import type { Tx } from '../runtime/database.ts'
import { factKey } from './decide-trace.ts'
import type { MoveTarget } from './move.ts'
import type { AfterSale, Order, OrderRecord, Parcel } from './order.ts'

/** An order under lock, with the hash its next event chains to. */
export interface LockedOrder {
  readonly order: Order
  readonly chain: Uint8Array
}

export function nativeKey(target: { platform: string; shopId: string; nativeNumber: string }): string {
  return `${target.platform}\n${target.shopId}\n${target.nativeNumber}`
}

export interface LoadedOrders {
  find(target: MoveTarget): string | undefined
  readonly byId: Map<string, LockedOrder>
}

/** Locks the orders of a batch in the order of their ids and reads them whole; trace facts only where they are asked for. */
export async function loadOrders(
  tx: Tx,
  targets: readonly MoveTarget[],
  { traced }: { traced: boolean },
): Promise<LoadedOrders> {
  const records = await lockOrders(tx, targets)
  if (records.length === 0) return { find: () => undefined, byId: new Map() }
  const ids = records.map((record) => record.id)
  const [parcels, afterSales, facts] = await Promise.all([
    readParcels(tx, ids),
    tx<(AfterSale & { orderId: string })[]>`
      SELECT * FROM after_sales WHERE order_id = ANY(${ids}) ORDER BY order_id, native_number`,
    traced ? readFacts(tx, ids) : Promise.resolve(new Map<string, Set<string>>()),
  ])
  const byId = new Map<string, LockedOrder>()
  const byNative = new Map<string, string>()
  const parcelsOf = Map.groupBy(parcels, (row) => row.orderId)
  const afterSalesOf = Map.groupBy(afterSales, (row) => row.orderId)
  for (const { chain, ...record } of records) {
    const own = parcelsOf.get(record.id) ?? []
    const order: Order = {
      record,
      parcels: own.map((parcel) => ({ ...parcel, facts: facts.get(parcel.id) ?? new Set<string>() })),
      afterSales: afterSalesOf.get(record.id) ?? [],
    }
    byId.set(record.id, { order, chain })
    byNative.set(nativeKey(record), record.id)
  }
  return { byId, find: (target) => (target.by === 'id' ? target.id : byNative.get(nativeKey(target))) }
}

type LockedRecord = OrderRecord & { readonly chain: Uint8Array }

async function lockOrders(tx: Tx, targets: readonly MoveTarget[]): Promise<readonly LockedRecord[]> {
  const ids = targets.flatMap((target) => (target.by === 'id' ? [target.id] : []))
  const natives = targets.flatMap((target) => (target.by === 'native' ? [target] : []))
  return tx<LockedRecord[]>`
    SELECT * FROM orders WHERE id = ANY(ARRAY(
      SELECT unnest(${ids}::text[])
      UNION ALL
      SELECT known.id FROM unnest(
        ${natives.map((one) => one.platform)}::text[], ${natives.map((one) => one.shopId)}::uuid[],
        ${natives.map((one) => one.nativeNumber)}::text[]) AS wanted(platform, shop_id, native_number)
      CROSS JOIN LATERAL (
        SELECT id FROM orders o
        WHERE o.native_number = wanted.native_number AND o.shop_id = wanted.shop_id AND o.platform = wanted.platform
        LIMIT 1) known))
    ORDER BY id FOR UPDATE`
}

type ParcelRow = Omit<Parcel, 'facts'> & { readonly orderId: string }

async function readParcels(tx: Tx, ids: readonly string[]): Promise<readonly ParcelRow[]> {
  return tx<ParcelRow[]>`
    SELECT l.order_id, s.id, s.carrier, s.waybill, s.trace, s.trace_at, s.trace_text, s.left_at,
           array_agg(l.line_number ORDER BY l.line_number) AS line_numbers
    FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id
    WHERE l.order_id = ANY(${ids as string[]}) GROUP BY l.order_id, s.id ORDER BY l.order_id, s.id`
}

async function readFacts(tx: Tx, ids: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await tx<{ shipmentId: string; occurredAt: Date; nativeStatus: string }[]>`
    SELECT t.shipment_id, t.occurred_at, t.native_status FROM shipment_traces t
    WHERE t.shipment_id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = ANY(${ids as string[]}))`
  const facts = new Map<string, Set<string>>()
  for (const row of rows) {
    const known = facts.get(row.shipmentId) ?? new Set<string>()
    facts.set(row.shipmentId, known.add(factKey(row.occurredAt, row.nativeStatus)))
  }
  return facts
}
