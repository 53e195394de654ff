import { type BoardInput, type BoardTask, type BoardView, SOON_MINUTES, type UnmatchedScan } from '@baton/contract'
import { listWarehouses } from '../catalogue/index.ts'
import { countUnassigned } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { isUnmatched, unmatchedBefore } from './unmatched.ts'

const MOST = 30

type Counts = Pick<
  BoardView,
  'toPack' | 'packing' | 'held' | 'late' | 'soon' | 'loadedToday' | 'returnsWaiting' | 'onShift'
>
type TaskRow = Omit<BoardTask, 'dueAt'> & { readonly dueAt: Date | null; readonly total: number }
type UnmatchedRow = Omit<UnmatchedScan, 'occurredAt'> & { readonly occurredAt: Date; readonly total: number }

/** How the floor of one warehouse, or of all of them, stands right now; one that is switched off still has its orders. */
export async function readBoard(ctx: Context, input: BoardInput): Promise<BoardView> {
  const all = await listWarehouses(ctx)
  const warehouses = all.filter((one) => one.enabled).map(({ id, name }) => ({ id, name }))
  const ids = all.map(({ id }) => id).filter((id) => input.warehouseId === undefined || id === input.warehouseId)
  const [counts, unassigned, urgent, unmatched] = await Promise.all([
    readCounts(ctx, ids),
    input.warehouseId === undefined ? countUnassigned(ctx) : 0,
    readUrgent(ctx, ids),
    readUnmatched(ctx, ids),
  ])
  return {
    warehouses,
    ...counts,
    unassigned,
    urgent: urgent.map(({ total: _, ...row }) => ({ ...row, dueAt: row.dueAt?.toISOString() ?? null })),
    urgentCount: urgent[0]?.total ?? 0,
    unmatched: unmatched.map(({ total: _, ...row }) => ({ ...row, occurredAt: row.occurredAt.toISOString() })),
    unmatchedCount: unmatched[0]?.total ?? 0,
    asOf: ctx.now().toISOString(),
  }
}

async function readCounts(ctx: Context, ids: readonly string[]): Promise<Counts> {
  const now = ctx.now()
  const soon = new Date(now.getTime() + SOON_MINUTES * 60_000)
  const [row] = await ctx.sql<[Counts]>`
    SELECT
      count(*) FILTER (WHERE NOT held AND state <> 'packing')::int AS to_pack,
      count(*) FILTER (WHERE NOT held AND state = 'packing')::int AS packing,
      count(*) FILTER (WHERE held)::int AS held,
      count(*) FILTER (WHERE NOT held AND ship_by <= ${now})::int AS late,
      count(*) FILTER (WHERE NOT held AND ship_by > ${now} AND ship_by <= ${soon})::int AS soon,
      (SELECT count(*)::int FROM warehouses w
        CROSS JOIN date_trunc('day', ${now}::timestamptz, w.time_zone) AS today
        JOIN trips t ON t.warehouse_id = w.id AND (t.closed_at IS NULL OR t.closed_at >= today)
        JOIN parcel_loads l ON l.trip_code = t.code AND l.loaded_at >= today
        WHERE w.id = ANY(${ids}::uuid[])) AS loaded_today,
      (SELECT count(*)::int FROM return_arrivals
        WHERE inspected_at IS NULL AND warehouse_id = ANY(${ids}::uuid[])) AS returns_waiting,
      (SELECT count(*)::int FROM shifts s JOIN stations t ON t.code = s.station_code
        WHERE s.out_at IS NULL AND t.warehouse_id = ANY(${ids}::uuid[])) AS on_shift
    FROM (
      SELECT state, ship_by, hold_reasons <> '{}' AS held FROM orders
      WHERE warehouse_id = ANY(${ids}::uuid[]) AND state IN ('to_ship', 'packing', 'part_shipped')) o`
  return row
}

function readUrgent(ctx: Context, ids: readonly string[]): Promise<readonly TaskRow[]> {
  return ctx.sql<TaskRow[]>`
    SELECT o.id AS order_id, o.state, o.line_summary, o.item_count, o.ship_by AS due_at, w.name AS warehouse_name,
      (SELECT min(s.waybill) FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id WHERE l.order_id = o.id) AS waybill,
      (count(*) OVER ())::int AS total
    FROM orders o JOIN warehouses w ON w.id = o.warehouse_id
    WHERE o.warehouse_id = ANY(${ids}::uuid[]) AND o.state IN ('to_ship', 'packing', 'part_shipped')
      AND o.hold_reasons = '{}' AND o.ship_by IS NOT NULL
    ORDER BY o.ship_by, o.ordered_at, o.id LIMIT ${MOST}`
}

function readUnmatched(ctx: Context, ids: readonly string[]): Promise<readonly UnmatchedRow[]> {
  return ctx.sql<UnmatchedRow[]>`
    SELECT *, (count(*) OVER ())::int AS total FROM (
      SELECT DISTINCT ON (s.waybill, d.warehouse_id) s.id, s.kind, s.waybill, d.name AS device_name,
        p.name AS operator_name, s.occurred_at
      FROM scans s JOIN devices d ON d.id = s.device_id LEFT JOIN staff p ON p.id = s.operator_id
      WHERE ${isUnmatched(ctx.sql)} AND s.received_at <= ${unmatchedBefore(ctx)}
        AND d.warehouse_id = ANY(${ids}::uuid[])
      ORDER BY s.waybill, d.warehouse_id, s.occurred_at DESC, s.id) parcels
    ORDER BY occurred_at DESC, id LIMIT ${MOST}`
}
