import type { ScanInput } from '@baton/contract'
import { TooManyOrders } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { rowsAsTable } from '../runtime/rows-as-text.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Device } from '../staff/index.ts'
import { judgeScans } from './apply-scans.ts'
import { isNamedReturn } from './read-returns.ts'
import { scans } from './tables.ts'
import { isUnmatched } from './unmatched.ts'
import { type StoredScan, withdrawScans } from './write-scans.ts'

const AT_ONCE = 100

interface WaitingRow {
  readonly deviceId: string
  readonly body: ScanInput
  readonly occurredAt: Date
  readonly receivedAt: Date
}

/** Scans whose waybill or work order was not known take effect once it has appeared, in the order they happened; returns how many did. */
export async function attachScans(ctx: Context): Promise<number> {
  const attached = await inParts((limit) =>
    inTransaction(ctx, async (tx) => {
      const rows = await tx<WaitingRow[]>`
        SELECT device_id, body, occurred_at, received_at FROM scans s
        WHERE ${isUnmatched(tx)} AND (${isNamedReturn(tx)} OR EXISTS (
          SELECT FROM shipments p JOIN shipment_lines l ON l.shipment_id = p.id WHERE p.waybill = s.waybill))
        ORDER BY occurred_at, received_at, seq LIMIT ${limit} FOR UPDATE SKIP LOCKED`
      const other = rows.findIndex((row) => row.deviceId !== rows[0]?.deviceId)
      return takeLater(ctx, tx, { rows: other === -1 ? rows : rows.slice(0, other), mayWait: false })
    }),
  )
  if (attached > 0) ctx.waker.wake('orders_moved')
  return attached
}

/** A person believes what a revoked device had sent. Returns how many scans took their outcome. */
export async function releaseQuarantine(ctx: Context, input: { id: string }): Promise<{ released: number }> {
  const [device] = await ctx.sql`SELECT FROM devices WHERE id = ${input.id}`
  if (!device) throw new Failure('DEVICE_NOT_FOUND')
  const released = await inParts((limit) =>
    inTransaction(ctx, async (tx) => {
      const rows = await tx<WaitingRow[]>`
        SELECT device_id, body, occurred_at, received_at FROM scans
        WHERE device_id = ${input.id} AND answer = 'quarantined' AND later_answer IS NULL AND later_at IS NULL
        ORDER BY seq LIMIT ${limit} FOR UPDATE`
      return takeLater(ctx, tx, { rows, mayWait: true })
    }),
  )
  ctx.waker.wake('orders_moved')
  return { released }
}

/** Part after part until nothing waits; smaller ones where their parcels hold more orders than a transaction may lock. */
async function inParts(take: (limit: number) => Promise<number>): Promise<number> {
  let [all, limit] = [0, AT_ONCE]
  for (;;) {
    try {
      const taken = await take(limit)
      all += taken
      if (taken === 0) return all
    } catch (error) {
      if (!(error instanceof TooManyOrders) || limit === 1) throw error
      limit = Math.ceil(limit / 2)
    }
  }
}

/** Scans of one device, judged in its own warehouse. `mayWait`: one whose waybill is not known yet waits for it. */
async function takeLater(
  ctx: Context,
  tx: Tx,
  { rows, mayWait }: { rows: readonly WaitingRow[]; mayWait: boolean },
): Promise<number> {
  const [first] = rows
  if (!first) return 0
  const [device] = await tx<[Device]>`
    SELECT id, name, warehouse_id, false AS is_revoked, grants, NULL AS operator_id FROM devices WHERE id = ${first.deviceId}`
  const dated = rows.map((row) => ({ scan: row.body, occurredAt: row.occurredAt, receivedAt: row.receivedAt }))
  await judgeScans(ctx, tx, {
    device,
    dated,
    isLate: true,
    write: (judged) => writeLater(ctx, tx, { judged, mayWait }),
  })
  return rows.length
}

async function writeLater(
  ctx: Context,
  tx: Tx,
  { judged, mayWait }: { judged: readonly StoredScan[]; mayWait: boolean },
): Promise<void> {
  const later = judged.map(({ scan, judged: { answer, orderId, eventSeq, waybill } }) => ({
    ...{ id: scan.id, laterAnswer: answer, orderId, eventSeq, waybill },
    laterAt: mayWait && answer === 'unmatched' ? null : ctx.now(),
  }))
  await Promise.all([
    tx`
      UPDATE scans s SET later_answer = r.later_answer, later_at = r.later_at, order_id = r.order_id,
        event_seq = r.event_seq, waybill = r.waybill
      FROM ${rowsAsTable(tx, scans, later, ['id', 'laterAnswer', 'laterAt', 'orderId', 'eventSeq', 'waybill'])} r
      WHERE s.id = r.id`,
    withdrawScans(ctx, tx, judged),
  ])
}
