import type { KeyObject } from 'node:crypto'
import type { ReceiverSnapshot } from '@baton/platforms'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { isAlreadyThere } from '../runtime/failure.ts'
import { rowsAsTable, rowsInto } from '../runtime/rows-as-text.ts'
import { RunAgain } from '../runtime/transaction.ts'
import type { Order } from './order.ts'
import { writePayments } from './payments.ts'
import { newReceiverKey, sealReceiver, unwrapReceiverKey } from './receiver.ts'
import {
  afterSales,
  customers,
  orderLines,
  orderLinks,
  receiverKeys,
  receivers,
  shipmentLines,
  shipments,
  shipmentTraces,
} from './tables.ts'
import type { Batch, Written } from './write.ts'

/** Writes what hangs on an order: lines, parcels, traces, after-sales, customers, receivers, links and payments. */
export async function writeParts(
  ctx: Context,
  tx: Tx,
  { written, heard, known }: Pick<Batch, 'written' | 'heard' | 'known'>,
): Promise<void> {
  await Promise.all([
    writeLines(tx, written),
    writeCustomers(ctx, tx, written),
    writeReceivers(ctx, tx, written),
    writeParcels(ctx, tx, { written, known }).then(() => writeLeft(tx, written)),
    writeAfterSales(ctx, tx, written),
    writeLinks(tx, written).then(() => writeHeard(tx, heard)),
    writePayments(ctx, tx, written),
  ])
}

function changed(written: readonly Written[], change: Written['decision']['changes'][number]): readonly Written[] {
  return written.filter(({ decision }) => decision.changes.includes(change) || decision.changes.includes('created'))
}

function lastOfEach(written: readonly Written[]): readonly Order[] {
  return [...new Map(written.map((one) => [one.after.record.id, one.after])).values()]
}

async function writeLines(tx: Tx, written: readonly Written[]): Promise<void> {
  const told = new Map(
    changed(written, 'lines').flatMap((one) =>
      one.move.claim.kind === 'snapshot' ? [[one.after.record.id, one.move.claim.snapshot.lines] as const] : [],
    ),
  )
  if (told.size === 0) return
  const replaced = changed(written, 'lines')
    .filter((one) => one.before)
    .map((one) => one.after.record.id)
  if (replaced.length > 0) await tx`DELETE FROM order_lines WHERE order_id = ANY(${replaced})`
  const rows = [...told].flatMap(([orderId, lines]) => lines.map((line, position) => ({ orderId, position, ...line })))
  await tx`
    INSERT INTO order_lines ${rowsInto(tx, orderLines, rows)} ON CONFLICT DO NOTHING`
}

async function writeCustomers(ctx: Context, tx: Tx, written: readonly Written[]): Promise<void> {
  const rows = new Map<string, object>()
  for (const { before, after, move } of written) {
    const { customerId: id, platform, shopId } = after.record
    if (before?.record.customerId || !id || move.claim.kind !== 'snapshot') continue
    rows.set(id, { id, platform, shopId, nativeId: move.claim.snapshot.buyer.id, recordedAt: ctx.now() })
  }
  if (rows.size === 0) return
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  await tx`
    INSERT INTO customers ${rowsInto(tx, customers, sorted)}
    ON CONFLICT DO NOTHING`
}

/** A version that is there already was left by a transaction that was undone; the lock on the order makes ours the one. */
async function writeReceivers(ctx: Context, tx: Tx, written: readonly Written[]): Promise<void> {
  const told: { orderId: string; version: number; receiver: ReceiverSnapshot; isNew: boolean }[] = []
  for (const { before, after, move } of written) {
    if (move.claim.kind !== 'snapshot' || !move.claim.snapshot.receiver) continue
    const { id: orderId, receiverVersion: version } = after.record
    if (version === (before?.record.receiverVersion ?? 0)) continue
    told.push({ orderId, version, receiver: move.claim.snapshot.receiver, isNew: version === 1 })
  }
  if (told.length === 0) return
  const keys = new Map<string, KeyObject>()
  const wrapped: object[] = []
  for (const { orderId } of told.filter((one) => one.isNew)) {
    const made = newReceiverKey(ctx.secrets, orderId)
    keys.set(orderId, made.key)
    wrapped.push({ orderId, wrapped: made.wrapped, recordedAt: ctx.now() })
  }
  const known = told.map((one) => one.orderId).filter((id) => !keys.has(id))
  for (const row of known.length > 0 ? await readWrapped(tx, known) : [])
    keys.set(row.orderId, unwrapReceiverKey(ctx.secrets, row.orderId, row.wrapped))
  const sealed = told.flatMap((one) => {
    const key = keys.get(one.orderId)
    return key ? [sealReceiver(ctx, key, one)] : []
  })
  await tx`INSERT INTO receiver_keys ${rowsInto(tx, receiverKeys, wrapped)}`
  await tx`
    INSERT INTO receivers ${rowsInto(tx, receivers, sealed)}
    ON CONFLICT (order_id, version) DO UPDATE SET
      sealed = excluded.sealed, phone_mac = excluded.phone_mac, tail_mac = excluded.tail_mac,
      recorded_at = excluded.recorded_at`
}

async function readWrapped(tx: Tx, ids: string[]): Promise<{ orderId: string; wrapped: Uint8Array }[]> {
  return tx<{ orderId: string; wrapped: Uint8Array }[]>`
    SELECT order_id, wrapped FROM receiver_keys WHERE order_id = ANY(${ids})`
}

const TRACED = [
  'id',
  'trace',
  'traceAt',
  'traceText',
] as const satisfies readonly (keyof typeof shipments.$inferSelect)[]

async function writeParcels(ctx: Context, tx: Tx, { written, known }: Pick<Batch, 'written' | 'known'>): Promise<void> {
  const removed = await removeParcels(tx, written)
  const orders = lastOfEach([...changed(written, 'parcels'), ...changed(written, 'trace')])
  const parcels = new Map(orders.flatMap((order) => order.parcels.map((parcel) => [parcel.id, parcel] as const)))
  if (parcels.size === 0) return
  const rows = [...parcels.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ lineNumbers: _, facts: __, leftAt: ___, ...row }) => ({ ...row, recordedAt: ctx.now() }))
  const isKnown = ({ id }: { id: string }) => known.has(id) && !removed.has(id)
  await insertParcels(
    tx,
    rows.filter((row) => !isKnown(row)),
  )
  const traced = changed(written, 'trace').length > 0 ? rows.filter(isKnown) : []
  if (traced.length > 0)
    await tx`
      UPDATE shipments s SET trace = r.trace, trace_at = r.trace_at, trace_text = r.trace_text
      FROM ${rowsAsTable(tx, shipments, traced, TRACED)} r
      WHERE s.id = r.id AND (s.trace, s.trace_at, s.trace_text) IS DISTINCT FROM (r.trace, r.trace_at, r.trace_text)`
  const lines = orders.flatMap((order) =>
    order.parcels.flatMap((parcel) =>
      parcel.lineNumbers.map((lineNumber) => ({ shipmentId: parcel.id, orderId: order.record.id, lineNumber })),
    ),
  )
  await tx`
    INSERT INTO shipment_lines ${rowsInto(tx, shipmentLines, lines)}
    ON CONFLICT DO NOTHING`
  await writeTraces(tx, written)
}

async function insertParcels(tx: Tx, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const made = await tx`INSERT INTO shipments ${rowsInto(tx, shipments, rows)} ON CONFLICT DO NOTHING`
  if (made.count < rows.length) throw new RunAgain('another order took up the same parcel first')
}

/**
 * A waybill that was taken from its order is unknown again, unless another order holds it, so that it may be bound anew.
 * Returns those that are.
 */
async function removeParcels(tx: Tx, written: readonly Written[]): Promise<ReadonlySet<string>> {
  const first = new Map(written.toReversed().map((one) => [one.after.record.id, one.before]))
  const removed = lastOfEach(changed(written, 'parcels')).flatMap(({ record, parcels }) =>
    (first.get(record.id)?.parcels ?? [])
      .filter((had) => !parcels.some((one) => one.id === had.id))
      .map((had) => ({ orderId: record.id, shipmentId: had.id })),
  )
  if (removed.length === 0) return new Set()
  const ids = [...new Set(removed.map((one) => one.shipmentId))].sort()
  await tx`SELECT FROM shipments WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`
  await tx`
    DELETE FROM shipment_lines l
    USING unnest(${removed.map((one) => one.orderId)}::text[], ${removed.map((one) => one.shipmentId)}::uuid[]) AS r(order_id, shipment_id)
    WHERE l.order_id = r.order_id AND l.shipment_id = r.shipment_id`
  const orphans = tx`(SELECT unnest(${ids}::uuid[]) EXCEPT SELECT shipment_id FROM shipment_lines WHERE shipment_id = ANY(${ids}))`
  await tx`DELETE FROM shipment_traces WHERE shipment_id IN ${orphans}`
  const gone = await tx<{ id: string }[]>`DELETE FROM shipments WHERE id IN ${orphans} RETURNING id`
  return new Set(gone.map((one) => one.id))
}

/** Which parcels have left or were reported to have left, or are there again. */
async function writeLeft(tx: Tx, written: readonly Written[]): Promise<void> {
  const before = new Map(
    written.flatMap((one) => (one.before?.parcels ?? []).map((parcel) => [parcel.id, parcel] as const)).reverse(),
  )
  const rows = lastOfEach(written)
    .flatMap((order) => order.parcels)
    .filter((parcel) => {
      const had = before.get(parcel.id)
      return !isSame(had?.leftAt, parcel.leftAt) || !isSame(had?.departedAt, parcel.departedAt)
    })
    .map(({ id, leftAt, departedAt }) => ({
      id,
      leftAt: leftAt?.toISOString() ?? null,
      departedAt: departedAt?.toISOString() ?? null,
    }))
  if (rows.length === 0) return
  await tx`
    UPDATE shipments s SET left_at = r."leftAt", departed_at = r."departedAt"
    FROM jsonb_to_recordset(${tx.json(rows)}) AS r(id uuid, "leftAt" timestamptz, "departedAt" timestamptz)
    WHERE s.id = r.id AND (s.left_at, s.departed_at) IS DISTINCT FROM (r."leftAt", r."departedAt")`
}

function isSame(one: Date | null | undefined, other: Date | null): boolean {
  return one?.getTime() === other?.getTime()
}

async function writeTraces(tx: Tx, written: readonly Written[]): Promise<void> {
  const facts = written.flatMap(({ move, after }) => {
    const { claim } = move
    if (claim.kind !== 'trace') return []
    const parcel = after.parcels.find((one) => one.waybill === claim.waybill)
    return parcel
      ? [
          {
            shipmentId: parcel.id,
            occurredAt: move.occurredAt,
            nativeStatus: claim.nativeStatus,
            trace: claim.trace,
            text: claim.text,
          },
        ]
      : []
  })
  if (facts.length === 0) return
  await tx`
    INSERT INTO shipment_traces ${rowsInto(tx, shipmentTraces, facts)}
    ON CONFLICT DO NOTHING`
}

async function writeAfterSales(ctx: Context, tx: Tx, written: readonly Written[]): Promise<void> {
  const rows = lastOfEach(changed(written, 'after_sales')).flatMap((order) =>
    order.afterSales.map((one) => ({ orderId: order.record.id, updatedAt: ctx.now(), ...one })),
  )
  if (rows.length === 0) return
  const write = tx`
    INSERT INTO after_sales ${rowsInto(tx, afterSales, rows)}
    ON CONFLICT (order_id, native_number) DO UPDATE SET
      kind = excluded.kind, state = excluded.state, native_status = excluded.native_status, version = excluded.version,
      amount_fen = excluded.amount_fen, whole_order = excluded.whole_order, respond_by = excluded.respond_by,
      updated_at = excluded.updated_at, return_carrier = excluded.return_carrier,
      return_waybill = excluded.return_waybill, work_order = excluded.work_order`
  await write.catch((error: unknown) => {
    throw isAlreadyThere(error) ? new RunAgain('another return drew the same work order') : error
  })
}

async function writeLinks(tx: Tx, written: readonly Written[]): Promise<void> {
  const rows = new Map<string, object>()
  for (const { move, after, event } of written) {
    if (!move.source.appId || move.claim.kind !== 'snapshot') continue
    const { nativeStatus, version, orderNumber } = move.claim.snapshot
    rows.set(`${after.record.id}\n${move.source.appId}`, {
      orderId: after.record.id,
      appId: move.source.appId,
      nativeNumber: orderNumber,
      reportedStatus: nativeStatus,
      reportedVersion: version,
      reportedAgain: after.heardAgain,
      reportedAt: event.recordedAt,
      byErp: false,
    })
  }
  if (rows.size === 0) return
  await tx`
    INSERT INTO order_links ${rowsInto(tx, orderLinks, [...rows.values()])}
    ON CONFLICT (order_id, app_id) DO UPDATE SET
      reported_status = excluded.reported_status, reported_version = greatest(order_links.reported_version, excluded.reported_version),
      reported_at = excluded.reported_at`
}

async function writeHeard(tx: Tx, heard: Batch['heard']): Promise<void> {
  if (heard.size === 0) return
  const told = [...heard.values()]
  await tx`
    UPDATE order_links l SET reported_version = greatest(l.reported_version, h.version), reported_again = h.again
    FROM unnest(${[...heard.keys()]}::text[], ${told.map((one) => one.heardVersion)}::bigint[],
      ${told.map((one) => one.heardAgain)}::int[]) AS h(order_id, version, again)
    WHERE l.order_id = h.order_id AND NOT l.by_erp`
}
