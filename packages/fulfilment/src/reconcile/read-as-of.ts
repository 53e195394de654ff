import type { OrderState, PlatformId, ReconcileFilter, ShownStatus } from '@baton/contract'
import type { Context } from '../runtime/context.ts'

const PAGE = 2000

/** An order as it stood at a moment; times on the merchant's clock. */
export interface OrderAsOf {
  readonly id: string
  readonly platform: PlatformId
  readonly shop: string | null
  readonly nativeNumber: string
  readonly shown: ShownStatus
  readonly state: OrderState
  readonly signed: boolean
  readonly refunded: boolean
  readonly holds: string
  readonly amountFen: number
  readonly currency: string
  readonly itemCount: number
  readonly nativeStatus: string
  readonly warehouse: string | null
  readonly orderedAt: string
  readonly paidAt: string | null
  readonly shippedAt: string | null
  readonly seq: number
  readonly changedAt: string
}

/**
 * Every order as of a moment, by `recorded_at`, in pages by id. An order that has not changed since stands as it stands;
 * any other is folded from its events up to then. Pages are read one at a time, as they are asked for; no page sees the
 * future of another, because events never change.
 */
export async function* readAsOf(
  ctx: Context,
  input: { asOf: Date; filter: ReconcileFilter; timeZone: string },
): AsyncGenerator<readonly OrderAsOf[]> {
  for (let after = ''; ; ) {
    const rows = await readPage(ctx, input, after)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.id
  }
}

async function readPage(
  ctx: Context,
  { asOf, filter, timeZone }: { asOf: Date; filter: ReconcileFilter; timeZone: string },
  after: string,
): Promise<readonly OrderAsOf[]> {
  const { sql } = ctx
  const local = (column: string) =>
    sql`to_char(${sql(column)} AT TIME ZONE ${timeZone}, 'YYYY-MM-DD HH24:MI:SS') AS ${sql(column)}`
  return sql<OrderAsOf[]>`
    WITH page AS MATERIALIZED (
      SELECT * FROM orders WHERE id > ${after} AND recorded_at <= ${asOf} ${filterOf(ctx, filter)}
      ORDER BY id LIMIT ${PAGE}),
    stood AS (
      SELECT id, platform, shop_id, native_number, shown, state, signed, refunded, array_to_string(hold_reasons, '|') AS holds,
             amount_fen, currency, item_count, native_status, warehouse_id, ordered_at, paid_at, shipped_at, seq,
             updated_at AS changed_at
      FROM page WHERE updated_at <= ${asOf}
      UNION ALL
      SELECT p.id, p.platform, p.shop_id, p.native_number, was->>'shown', was->>'state', (was->>'signed')::boolean,
             (was->>'refunded')::boolean, array_to_string(ARRAY(SELECT jsonb_array_elements_text(was->'holdReasons')), '|'),
             (was->>'amountFen')::bigint, was->>'currency', (was->>'itemCount')::int, was->>'nativeStatus',
             (was->>'warehouseId')::uuid, p.ordered_at, (was->>'paidAt')::timestamptz, (was->>'shippedAt')::timestamptz,
             (was->>'seq')::int, (was->>'updatedAt')::timestamptz
      FROM page p CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(one.key, one.value ORDER BY e.seq) AS was
        FROM order_events e CROSS JOIN LATERAL jsonb_each(e.patch) AS one
        WHERE e.order_id = p.id AND e.recorded_at <= ${asOf}) folded
      WHERE p.updated_at > ${asOf})
    SELECT t.id, t.platform, s.name AS shop, t.native_number, shown, state, signed, refunded, holds, amount_fen, currency,
           item_count, native_status, w.name AS warehouse, ${local('ordered_at')}, ${local('paid_at')}, ${local('shipped_at')},
           seq, ${local('changed_at')}
    FROM stood t LEFT JOIN shops s ON s.id = t.shop_id LEFT JOIN warehouses w ON w.id = t.warehouse_id ORDER BY t.id`
}

function filterOf({ sql }: Context, { platform, shopId, from, to }: ReconcileFilter) {
  return sql`
    ${platform?.length ? sql`AND platform = ANY(${platform})` : sql``}
    ${shopId?.length ? sql`AND shop_id = ANY(${shopId}::uuid[])` : sql``}
    ${from ? sql`AND ordered_at >= ${from}::timestamptz` : sql``}
    ${to ? sql`AND ordered_at < ${to}::timestamptz` : sql``}`
}
