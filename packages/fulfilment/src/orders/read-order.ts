import type {
  ActorKind,
  AfterSaleView,
  DeadlineView,
  OrderDetail,
  OrderLineView,
  OrderLinkView,
  ParcelView,
  StatusAxis,
  WarehouseAssignmentView,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { parcelSubjectIn } from './deadlines-of.ts'
import { labelsVoidBefore } from './labels-void-before.ts'
import { readRows } from './list-orders.ts'
import type { OrderRecord } from './order.ts'
import { readHolds } from './read-holds.ts'
import { readReceivers } from './read-receivers.ts'

/** One order whole: all three axes, what hangs on it, and what each system says of it. */
export async function readOrder(ctx: Context, input: { id: string }): Promise<OrderDetail> {
  const { sql } = ctx
  const [record] = await sql<(OrderRecord & { nativeStatusLabel: string | null })[]>`
    SELECT o.*, ${labelOf(ctx, { platform: sql`o.platform`, axis: 'order', native: sql`o.native_status` })} AS native_status_label
    FROM orders o WHERE o.id = ${input.id}`
  const [row] = record ? await readRows(ctx, [input.id]) : []
  if (!record || !row) throw new Failure('ORDER_NOT_FOUND')
  const [lines, parcels, afterSales, deadlines, links, receivers, holdDetails, warehouse] = await Promise.all([
    sql<OrderLineView[]>`
      SELECT line_number, sku, title, quantity, price_fen FROM order_lines WHERE order_id = ${input.id} ORDER BY position`,
    readParcelViews(ctx, input.id),
    readAfterSaleViews(ctx, input.id),
    readDeadlineViews(ctx, input.id),
    readLinkViews(ctx, input.id),
    readReceivers(ctx, record.id),
    readHolds(ctx, record),
    readWarehouse(ctx, record),
  ])
  return {
    ...row,
    seq: record.seq,
    holdDetails,
    nativeStatus: record.nativeStatus,
    nativeStatusLabel: record.nativeStatusLabel,
    signed: record.signed,
    shippedAt: record.shippedAt?.toISOString() ?? null,
    lockedUntil: record.lockedUntil?.toISOString() ?? null,
    warehouse,
    buyerNick: record.buyerNick,
    buyerMemo: record.buyerMemo,
    sellerMemo: record.sellerMemo,
    erasedAt: record.erasedAt?.toISOString() ?? null,
    receiver: receivers.find((one) => one.version === record.receiverVersion)?.receiver ?? null,
    receiverVersions: receivers,
    lines,
    parcels,
    afterSales,
    deadlines,
    links,
  }
}

/** Chosen by whoever wrote it last: a person, or else the rules. */
async function readWarehouse(ctx: Context, order: OrderRecord): Promise<WarehouseAssignmentView | null> {
  const { warehouseId: id, warehouseReason: reason } = order
  if (id === null || reason === null) return null
  const [chosen] = await ctx.sql<{ actorKind: ActorKind; actorName: string }[]>`
    SELECT actor_kind, actor_name FROM order_event_history
    WHERE order_id = ${order.id} AND 'warehouse' = ANY(changes) ORDER BY seq DESC LIMIT 1`
  return { id, reason, byName: chosen?.actorKind === 'person' ? chosen.actorName : null }
}

async function readParcelViews(ctx: Context, id: string): Promise<readonly ParcelView[]> {
  const rows = await ctx.sql<(Omit<ParcelView, 'traceAt'> & { traceAt: Date | null })[]>`
    SELECT s.id, s.carrier, s.waybill, s.trace, s.trace_at, s.trace_text,
           coalesce(s.recorded_at < ${labelsVoidBefore(ctx.sql, ctx.sql`${id}`)}, false)
             AS is_label_outdated,
           array_agg(l.line_number ORDER BY l.line_number) AS line_numbers,
           ARRAY(SELECT DISTINCT x.order_id FROM shipment_lines x WHERE x.shipment_id = s.id AND x.order_id <> ${id} ORDER BY 1 LIMIT 20)
             AS shared_with
    FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id WHERE l.order_id = ${id} GROUP BY s.id ORDER BY s.recorded_at, s.waybill, s.id`
  return rows.map((row) => ({ ...row, traceAt: row.traceAt?.toISOString() ?? null }))
}

async function readAfterSaleViews(ctx: Context, id: string): Promise<readonly AfterSaleView[]> {
  const rows = await ctx.sql<(Omit<AfterSaleView, 'respondBy'> & { respondBy: Date | null })[]>`
    SELECT s.native_number, s.kind, s.state, s.native_status, s.amount_fen, s.respond_by,
           s.return_carrier, s.return_waybill, s.work_order,
           ${labelOf(ctx, { platform: ctx.sql`o.platform`, axis: 'after_sale', native: ctx.sql`s.native_status` })} AS native_status_label
    FROM after_sales s JOIN orders o ON o.id = s.order_id WHERE s.order_id = ${id} ORDER BY s.native_number`
  return rows.map((row) => ({ ...row, respondBy: row.respondBy?.toISOString() ?? null }))
}

async function readDeadlineViews(ctx: Context, id: string): Promise<readonly DeadlineView[]> {
  const rows = await ctx.sql<(Omit<DeadlineView, 'dueAt'> & { dueAt: Date })[]>`
    SELECT kind, due_at, state, NULL AS waybill FROM deadlines WHERE subject = ${id}
    UNION ALL
    SELECT d.kind, d.due_at, d.state, p.waybill
    FROM (SELECT DISTINCT s.id, s.waybill FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id WHERE l.order_id = ${id}) p
    JOIN deadlines d ON d.subject = ${parcelSubjectIn(ctx.sql, { orderId: ctx.sql`${id}`, shipmentId: ctx.sql`p.id` })}
    UNION ALL
    SELECT d.kind, d.due_at, d.state, a.waybill FROM return_arrivals a
    JOIN deadlines d ON d.subject = ${parcelSubjectIn(ctx.sql, { orderId: ctx.sql`${id}`, shipmentId: ctx.sql`a.scan_id` })}
    WHERE a.order_id = ${id}
    ORDER BY due_at, waybill`
  return rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() }))
}

async function readLinkViews(ctx: Context, id: string): Promise<readonly OrderLinkView[]> {
  const rows = await ctx.sql<
    (Omit<OrderLinkView, 'reportedAt' | 'toldAt'> & { reportedAt: Date | null; toldAt: Date | null })[]
  >`
    SELECT coalesce(a.name, e.name) AS system, a.platform, nullif(l.native_number, '') AS native_number,
           l.reported_status, l.reported_at, l.told_status, l.told_at,
           ${labelOf(ctx, { platform: ctx.sql`a.platform`, axis: 'order', native: ctx.sql`l.reported_status` })} AS reported_status_label
    FROM order_links l LEFT JOIN channel_apps a ON a.id = l.app_id LEFT JOIN erps e ON e.id = l.app_id
    WHERE l.order_id = ${id} AND coalesce(a.id, e.id) IS NOT NULL ORDER BY a.name, e.name`
  return rows.map((row) => ({
    ...row,
    reportedAt: row.reportedAt?.toISOString() ?? null,
    toldAt: row.toldAt?.toISOString() ?? null,
  }))
}

interface Word {
  readonly platform: Fragment
  readonly axis: StatusAxis
  readonly native: Fragment
}

/** How a channel's own vocabulary explains one of its words. */
function labelOf({ sql }: Context, { platform, axis, native }: Word): Fragment {
  return sql`(SELECT label FROM status_maps m WHERE m.platform = ${platform} AND m.axis = ${axis} AND m.native = ${native}
              ORDER BY version DESC LIMIT 1)`
}
