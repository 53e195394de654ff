import type { TraceState, TrackAudience, TrackedParcel, TrackedStep } from '@baton/contract'
import { labelsVoidBefore } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { withoutNumbers } from './without-numbers.ts'

const TAIL_LENGTH = 4
/** Of a parcel that carriers speak of much, the latest; the page stays small on a slow phone. */
const MOST_STEPS = 40

interface ParcelRow extends Pick<TrackedParcel, 'carrier' | 'trace' | 'waybill'> {
  readonly id: string
  readonly traceAt: Date | null
  readonly departedAt: Date | null
}

interface StepRow {
  readonly shipmentId: string
  readonly occurredAt: Date
  readonly trace: TraceState
  readonly text: string
}

type Parcel = Omit<TrackedParcel, 'items'> & { readonly id: string }

/** Those on their way, or that may still leave: not the ones whose label no longer holds. */
export async function readParcels(
  ctx: Context,
  { orderId, audience }: { orderId: string; audience: TrackAudience },
): Promise<readonly Parcel[]> {
  const { sql } = ctx
  const rows = await sql<ParcelRow[]>`
    SELECT s.id, s.carrier, s.waybill, s.trace, s.trace_at, s.departed_at FROM shipments s
    WHERE s.id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = ${orderId})
      AND (s.left_at IS NOT NULL OR s.trace <> 'created'
        OR coalesce(s.recorded_at >= ${labelsVoidBefore(sql, sql`${orderId}`)}, true))
    ORDER BY s.recorded_at, s.waybill, s.id`
  const steps = audience === 'anybody' ? [] : await readSteps(ctx, rows)
  const isForBuyer = audience === 'buyer'
  return rows.map(({ id, carrier, waybill, trace, traceAt, departedAt }) => ({
    ...{ id, carrier, trace },
    waybill: isForBuyer ? waybill : waybill.slice(-TAIL_LENGTH),
    traceAt: traceAt?.toISOString() ?? null,
    departedAt: departedAt?.toISOString() ?? null,
    course: steps.filter((step) => step.shipmentId === id).map((step) => stepOf(step, isForBuyer ? waybill : null)),
  }))
}

async function readSteps({ sql }: Context, parcels: readonly { id: string }[]): Promise<readonly StepRow[]> {
  if (parcels.length === 0) return []
  return sql<StepRow[]>`
    SELECT shipment_id, occurred_at, trace, text FROM (
      SELECT t.*, row_number() OVER (PARTITION BY shipment_id ORDER BY occurred_at DESC, native_status) AS place
      FROM shipment_traces t WHERE shipment_id = ANY(${parcels.map(({ id }) => id)})) latest
    WHERE place <= ${MOST_STEPS} ORDER BY shipment_id, place`
}

/** Without a waybill: without the carrier's words, too, which name people and say how a parcel is picked up. */
function stepOf({ occurredAt, trace, text }: StepRow, waybill: string | null): TrackedStep {
  const words = waybill === null ? '' : withoutNumbers(text, waybill).trim()
  return { at: occurredAt.toISOString(), trace, words: words || null }
}
