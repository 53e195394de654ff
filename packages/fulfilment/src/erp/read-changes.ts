import type { ErpChanges, ErpOrderRef, ErpOrderView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { findOrders } from './find-orders.ts'

type Row = Omit<ErpOrderView, 'lockedUntil' | 'shipBy' | 'updatedAt'> & {
  readonly lockedUntil: Date | null
  readonly shipBy: Date | null
  readonly updatedAt: Date
}

/** Orders that changed after a cursor, in the order of their commits, each once and as it stands now. */
export async function readChanges(ctx: Context, input: { cursor: string; limit: number }): Promise<ErpChanges> {
  const feed = await ctx.sql<{ position: number; orderId: string }[]>`
    SELECT position, order_id FROM order_feed WHERE position > ${Number(input.cursor)} ORDER BY position LIMIT ${input.limit}`
  const ids = [...new Set(feed.map((entry) => entry.orderId))]
  return {
    orders: await readViews(ctx, ids),
    cursor: String(feed.at(-1)?.position ?? input.cursor),
    more: feed.length === input.limit,
  }
}

/** One order. Throws `ORDER_NOT_FOUND` also where a number without its shop means several. */
export async function readErpOrder(ctx: Context, ref: ErpOrderRef): Promise<ErpOrderView> {
  const [id] = await findOrders(ctx.sql, [ref])
  const [view] = id ? await readViews(ctx, [id]) : []
  if (!view) throw new Failure('ORDER_NOT_FOUND')
  return view
}

async function readViews(ctx: Context, ids: readonly string[]): Promise<readonly ErpOrderView[]> {
  if (ids.length === 0) return []
  const rows = await ctx.sql<Row[]>`
    SELECT o.id, o.seq, o.platform, s.native_number AS shop, o.native_number AS number, o.state, o.shown, o.hold_reasons AS holds,
      o.seller_flag, o.seller_flag_label,
      w.code AS warehouse, o.locked_until, o.ship_by, o.updated_at,
      coalesce((SELECT jsonb_agg(jsonb_build_object('number', line_number, 'sku', sku, 'title', title, 'quantity', quantity) ORDER BY position)
        FROM order_lines WHERE order_id = o.id), '[]') AS lines,
      coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('carrier', p.carrier, 'waybill', p.waybill, 'trace', p.trace))
        FROM shipment_lines l JOIN shipments p ON p.id = l.shipment_id WHERE l.order_id = o.id), '[]') AS parcels
    FROM orders o JOIN shops s ON s.id = o.shop_id LEFT JOIN warehouses w ON w.id = o.warehouse_id
    WHERE o.id = ANY(${ids})`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [viewOf(row)] : []
  })
}

function viewOf(row: Row): ErpOrderView {
  return {
    ...row,
    lockedUntil: row.lockedUntil?.toISOString() ?? null,
    shipBy: row.shipBy?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  }
}
