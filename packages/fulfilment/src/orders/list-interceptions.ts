import type {
  InterceptionCause,
  InterceptionPage,
  InterceptionResolution,
  InterceptionRow,
  InterceptionsListInput,
  ShownStatus,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'

interface Row {
  readonly id: number
  readonly cause: InterceptionCause
  readonly orderId: string
  readonly nativeNumber: string
  readonly shown: ShownStatus
  readonly lineSummary: string
  readonly parcels: InterceptionRow['parcels'] | null
  readonly warehouseName: string | null
  readonly openedAt: Date
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: Date | null
  readonly resolution: InterceptionResolution | null
  readonly resolvedBy: string | null
  readonly resolvedAt: Date | null
  readonly note: string | null
}

/** Interception tasks: open ones, the oldest first, or ended ones, newest first. Counts are of what the filter leaves. */
export async function listInterceptions(ctx: Context, input: InterceptionsListInput): Promise<InterceptionPage> {
  const { sql } = ctx
  const { open, warehouseId, orderId, cursor, limit } = input
  const chosen = sql`
    ${warehouseId ? sql`AND i.warehouse_id = ${warehouseId}` : sql``} ${orderId ? sql`AND i.order_id = ${orderId}` : sql``}`
  const after =
    cursor === undefined ? sql`` : open ? sql`AND i.id > ${Number(cursor)}` : sql`AND i.id < ${Number(cursor)}`
  const rows = await sql<Row[]>`
    SELECT i.id, i.cause, i.order_id, o.native_number, o.shown, o.line_summary, w.name AS warehouse_name, i.opened_at,
      i.acknowledged_by, i.acknowledged_at, i.resolution, i.resolved_by, i.resolved_at, i.note,
      (SELECT jsonb_agg(jsonb_build_object('carrier', s.carrier, 'waybill', s.waybill) ORDER BY s.recorded_at, s.id)
       FROM shipments s WHERE s.id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = i.order_id)) AS parcels
    FROM interceptions i JOIN orders o ON o.id = i.order_id LEFT JOIN warehouses w ON w.id = i.warehouse_id
    WHERE i.resolved_at IS ${open ? sql`NULL` : sql`NOT NULL`} ${chosen} ${after}
    ORDER BY ${open ? sql`i.id` : sql`i.id DESC`} LIMIT ${limit + 1}`
  const [counts] = await sql<{ open: number; waiting: number }[]>`
    SELECT count(*)::int AS open, count(*) FILTER (WHERE acknowledged_at IS NULL)::int AS waiting
    FROM interceptions i WHERE resolved_at IS NULL ${chosen}`
  const page = rows.slice(0, limit)
  return {
    rows: page.map(rowOf),
    next: rows.length > limit ? String(page.at(-1)?.id) : null,
    open: counts?.open ?? 0,
    waiting: counts?.waiting ?? 0,
  }
}

function rowOf(row: Row): InterceptionRow {
  return {
    ...row,
    id: String(row.id),
    parcels: row.parcels ?? [],
    openedAt: row.openedAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  }
}
