import { GLOBAL_ID_PATTERN, type TrackedOrder, type TrackedParcel } from '@baton/contract'
import { readMerchant } from '../catalogue/index.ts'
import { labelsVoidBefore, openReceiver } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'

const TAIL_LENGTH = 4

interface Row extends Pick<TrackedOrder, 'id' | 'shown'> {
  readonly version: number
  readonly sealed: Uint8Array | null
  readonly wrapped: Uint8Array | null
}

interface ParcelRow extends Pick<TrackedParcel, 'carrier' | 'trace'> {
  readonly waybill: string
  readonly traceAt: Date | null
}

/** One order as anybody may see it who has its id, in any case of letters; null: there is none. */
export async function readTracked(ctx: Context, input: { id: string }): Promise<TrackedOrder | null> {
  const id = input.id.toUpperCase()
  if (!GLOBAL_ID_PATTERN.test(id)) return null
  const [[order], parcels, { timeZone }] = await Promise.all([
    ctx.sql<Row[]>`
      SELECT o.id, o.shown, o.receiver_version AS version, r.sealed, k.wrapped
      FROM orders o LEFT JOIN receivers r ON r.order_id = o.id AND r.version = o.receiver_version
      LEFT JOIN receiver_keys k ON k.order_id = o.id WHERE o.id = ${id}`,
    readParcels(ctx, id),
    readMerchant(ctx, ctx.sql),
  ])
  if (!order) return null
  const { shown, version, sealed, wrapped } = order
  const receiver = sealed && openReceiver(ctx.secrets, { orderId: id, version, sealed, wrapped })
  return { id, shown, city: receiver?.city || null, parcels, asOf: ctx.now().toISOString(), timeZone }
}

/** Those on their way, or that may still leave: not the ones whose label no longer holds. */
async function readParcels(ctx: Context, orderId: string): Promise<readonly TrackedParcel[]> {
  const { sql } = ctx
  const rows = await sql<ParcelRow[]>`
    SELECT s.carrier, s.waybill, s.trace, s.trace_at FROM shipments s
    WHERE s.id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = ${orderId})
      AND (s.left_at IS NOT NULL OR s.trace <> 'created'
        OR coalesce(s.recorded_at >= ${labelsVoidBefore(sql, sql`${orderId}`)}, true))
    ORDER BY s.recorded_at, s.waybill, s.id`
  return rows.map(({ carrier, waybill, trace, traceAt }) => ({
    carrier,
    waybillTail: waybill.slice(-TAIL_LENGTH),
    trace,
    traceAt: traceAt?.toISOString() ?? null,
  }))
}
