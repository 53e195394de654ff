import type { FloorTask, FloorTasks } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Device } from '../staff/index.ts'

const MOST = 100

/** What a warehouse has to pack and load, the most urgent first; held orders are no task. */
export async function listTasks(ctx: Context, device: Device): Promise<FloorTasks> {
  const rows = await ctx.sql<(Omit<FloorTask, 'dueAt'> & { dueAt: Date | null; waiting: number })[]>`
    SELECT o.id AS order_id, o.state, o.line_summary, o.item_count, o.ship_by AS due_at,
      (SELECT min(s.waybill) FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id WHERE l.order_id = o.id) AS waybill,
      (count(*) OVER ())::int AS waiting
    FROM orders o
    WHERE o.warehouse_id = ${device.warehouseId} AND o.state IN ('to_ship', 'packing', 'part_shipped') AND o.hold_reasons = '{}'
    ORDER BY o.ship_by NULLS LAST, o.ordered_at, o.id LIMIT ${MOST}`
  return {
    tasks: rows.map(({ waiting: _, dueAt, ...row }) => ({ ...row, dueAt: dueAt?.toISOString() ?? null })),
    waiting: rows[0]?.waiting ?? 0,
    asOf: ctx.now().toISOString(),
  }
}
