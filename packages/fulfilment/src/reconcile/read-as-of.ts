import type { ReconcileFilter } from '@baton/contract'
import { foldPatches, type OrderRecord } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'

const PAGE = 2000

/** What an export tells of an order, as it stood at a moment. */
export type OrderAsOf = Pick<
  OrderRecord,
  | 'id'
  | 'platform'
  | 'shopId'
  | 'nativeNumber'
  | 'shown'
  | 'state'
  | 'signed'
  | 'refunded'
  | 'holdReasons'
  | 'amountFen'
  | 'currency'
  | 'itemCount'
  | 'nativeStatus'
  | 'warehouseId'
  | 'orderedAt'
  | 'paidAt'
  | 'shippedAt'
  | 'seq'
  | 'updatedAt'
>

/**
 * Every order as of a moment, by `recorded_at`, in pages by id. An order that has not changed since stands as it stands;
 * any other is folded from its events up to then. Pages are read as they are asked for; no page sees the
 * future of another, because events never change. The next page is read while this one is in use, never more.
 */
export async function* readAsOf(
  ctx: Context,
  input: { asOf: Date; filter: ReconcileFilter },
): AsyncGenerator<readonly OrderAsOf[]> {
  let coming: Promise<readonly OrderAsOf[]> | null = readPage(ctx, input, '')
  try {
    while (coming) {
      const rows: readonly OrderAsOf[] = await coming
      const last = rows.length === PAGE ? rows.at(-1) : undefined
      coming = last ? readPage(ctx, input, last.id) : null
      if (rows.length > 0) yield rows
    }
  } finally {
    await coming?.catch(() => {})
  }
}

async function readPage(
  ctx: Context,
  { asOf, filter }: { asOf: Date; filter: ReconcileFilter },
  after: string,
): Promise<readonly OrderAsOf[]> {
  const rows = await ctx.sql<OrderAsOf[]>`
    SELECT id, platform, shop_id, native_number, shown, state, signed, refunded, hold_reasons, amount_fen, currency, item_count,
           native_status, warehouse_id, ordered_at, paid_at, shipped_at, seq, updated_at
    FROM orders WHERE id > ${after} AND recorded_at <= ${asOf} ${filterOf(ctx, filter)} ORDER BY id LIMIT ${PAGE}`
  const changed = rows.filter((row) => row.updatedAt > asOf).map((row) => row.id)
  if (changed.length === 0) return rows
  const then = await foldAsOf(ctx, changed, asOf)
  return rows.map((row) => then.get(row.id) ?? row)
}

async function foldAsOf(ctx: Context, ids: readonly string[], asOf: Date): Promise<ReadonlyMap<string, OrderAsOf>> {
  const events = await ctx.sql<{ orderId: string; patch: Record<string, unknown> }[]>`
    SELECT order_id, patch FROM order_events
    WHERE order_id = ANY(${ids as string[]}) AND recorded_at <= ${asOf} ORDER BY order_id, seq`
  const folded = [...Map.groupBy(events, (event) => event.orderId)].map(
    ([id, own]) => [id, foldPatches(own.map((event) => event.patch))] as const,
  )
  return new Map(folded)
}

function filterOf({ sql }: Context, { platform, shopId, from, to }: ReconcileFilter) {
  return sql`
    ${platform?.length ? sql`AND platform = ANY(${platform})` : sql``}
    ${shopId?.length ? sql`AND shop_id = ANY(${shopId}::uuid[])` : sql``}
    ${from ? sql`AND ordered_at >= ${from}::timestamptz` : sql``}
    ${to ? sql`AND ordered_at < ${to}::timestamptz` : sql``}`
}
