import type { OrderInspection, ReturnGrade } from '@baton/contract'
import type { Context } from '../runtime/context.ts'

interface Row {
  readonly id: string
  readonly grade: ReturnGrade
  readonly note: string
  readonly named: readonly string[]
  readonly waybill: string | null
  readonly inspectorName: string | null
  readonly deviceName: string
  readonly occurredAt: Date
  readonly kept: readonly string[]
  /** Its photos went with the buyer. */
  readonly isErased: boolean
}

/** What the floor found of an order's returns, the newest first. */
export async function listInspections(ctx: Context, { id }: { id: string }): Promise<readonly OrderInspection[]> {
  const rows = await ctx.sql<Row[]>`
    SELECT s.id, s.body->>'grade' AS grade, s.body->>'note' AS note, s.body->'photos' AS named, s.waybill, s.occurred_at,
      p.name AS inspector_name, d.name AS device_name, coalesce(s.received_at <= o.erased_at, false) AS is_erased,
      ARRAY(SELECT id::text FROM inspection_photos WHERE scan_id = s.id) AS kept
    FROM scans s JOIN orders o ON o.id = s.order_id JOIN devices d ON d.id = s.device_id LEFT JOIN staff p ON p.id = s.operator_id
    WHERE s.order_id = ${id} AND s.kind = 'return_inspected' AND coalesce(s.later_answer, s.answer) = 'return_inspected'
    ORDER BY s.occurred_at DESC, s.id`
  return rows.map(({ named, kept, isErased, occurredAt, ...row }) => {
    const photoIds = named.filter((one) => kept.includes(one))
    const missingPhotos = isErased ? 0 : named.length - photoIds.length
    return { ...row, occurredAt: occurredAt.toISOString(), photoIds, missingPhotos }
  })
}
