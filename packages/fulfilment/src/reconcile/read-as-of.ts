import type { ReconcileFilter } from '@baton/contract'
import { foldPatches, type OrderRecord } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Fragment } from '../runtime/database.ts'
import { type ExportSetting, exportLine, exportLineOf } from './export-columns.ts'

export const PAGE = 2000

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
  | 'sellerFlag'
  | 'sellerFlagLabel'
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
  | 'archivedAt'
>

export interface AsOf {
  readonly asOf: Date
  readonly filter: ReconcileFilter
}

/**
 * Every order as of a moment, by `recorded_at`, in pages by id. An order that took no event since stands as it stands;
 * any other is folded from its events up to then. No page sees the future of another, because events never change.
 */
export function readAsOf(ctx: Context, input: AsOf): AsyncGenerator<readonly OrderAsOf[]> {
  return readAhead(async (after) => {
    const page = await readPage(ctx, input, after)
    return { page, next: page.length === PAGE ? page.at(-1)?.id : undefined }
  })
}

/** The same orders as lines of a file. Postgres writes a page in which nothing has changed since; any other is folded here. */
export function readLinesAsOf(ctx: Context, input: AsOf & { readonly setting: ExportSetting }): AsyncGenerator<string> {
  return readAhead(async (after) => {
    const { sql } = ctx
    const [found] = await sql<{ last: string | null; orders: number; lines: string | null }[]>`
      WITH page AS MATERIALIZED (${pageOf(ctx, input, after)})
      SELECT max(id) AS last, count(*)::int AS orders, CASE WHEN max(greatest(updated_at, archived_at)) <= ${input.asOf} THEN
        (SELECT string_agg(${exportLineOf(sql, input.setting)}, '' ORDER BY id) FROM page) END AS lines
      FROM page`
    const next = found?.orders === PAGE ? (found.last ?? undefined) : undefined
    if (!found?.orders || found.lines !== null) return { page: found?.lines ?? '', next }
    const rows = await readPage(ctx, input, after)
    return { page: rows.map((row) => exportLine(row, input.setting)).join(''), next }
  })
}

/** Pages are read as they are asked for: the next one while this one is in use, never more. */
export async function* readAhead<Page extends { readonly length: number }>(
  read: (after: string) => Promise<{ page: Page; next: string | undefined }>,
): AsyncGenerator<Page> {
  let coming: ReturnType<typeof read> | null = read('')
  try {
    while (coming) {
      const { page, next }: Awaited<ReturnType<typeof read>> = await coming
      coming = next === undefined ? null : read(next)
      if (page.length > 0) yield page
    }
  } finally {
    await coming?.catch(() => {})
  }
}

export async function readPage(ctx: Context, input: AsOf, after: string): Promise<readonly OrderAsOf[]> {
  const rows = await ctx.sql<OrderAsOf[]>`${pageOf(ctx, input, after)}`
  const changed = rows
    .filter((row) => row.updatedAt > input.asOf || (row.archivedAt ?? row.updatedAt) > input.asOf)
    .map((row) => row.id)
  if (changed.length === 0) return rows
  const then = await foldAsOf(ctx, changed, input.asOf)
  return rows.map((row) => then.get(row.id) ?? row)
}

export function pageOf(ctx: Context, { asOf, filter }: AsOf, after: string): Fragment {
  return ctx.sql`
    SELECT id, platform, shop_id, native_number, shown, state, signed, refunded, hold_reasons, seller_flag,
           seller_flag_label, amount_fen, currency, item_count, native_status, warehouse_id, ordered_at, paid_at, shipped_at, seq, updated_at, archived_at
    FROM orders WHERE id > ${after} AND recorded_at <= ${asOf} ${filterOf(ctx, filter)} ORDER BY id LIMIT ${PAGE}`
}

async function foldAsOf(ctx: Context, ids: readonly string[], asOf: Date): Promise<ReadonlyMap<string, OrderAsOf>> {
  const events = await ctx.sql<{ orderId: string; patch: Record<string, unknown> }[]>`
    SELECT order_id, patch FROM order_event_history
    WHERE order_id = ANY(${ids}) AND recorded_at <= ${asOf} ORDER BY order_id, seq`
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
