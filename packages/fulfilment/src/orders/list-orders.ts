import type { OrderFilter, OrderPage, OrderRow, OrdersListInput } from '@baton/contract'
import { GLOBAL_ID_PATTERN, NO_WAREHOUSE } from '@baton/contract'
import { readNames } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'
import { inputInvalid } from '../runtime/failure.ts'
import { instantOfText } from '../runtime/instant.ts'
import { readFeedPosition } from './feed.ts'
import { isDue } from './lateness.ts'
import type { OrderRecord } from './order.ts'
import { maskOfStored } from './receiver-mask.ts'
import { bearsPartOf, isNamedBy } from './search-orders.ts'

type ListedField =
  | 'id'
  | 'platform'
  | 'shopId'
  | 'warehouseId'
  | 'nativeNumber'
  | 'state'
  | 'shown'
  | 'holdReasons'
  | 'sellerFlag'
  | 'sellerFlagLabel'
  | 'amountFen'
  | 'currency'
  | 'receiverVersion'
  | 'province'
  | 'lineSummary'
  | 'itemCount'

interface ListRow extends Pick<OrderRecord, ListedField> {
  readonly orderedAt: string
  readonly paidAt: string | null
  readonly shipBy: string | null
  readonly updatedAt: string
  readonly sealed: Uint8Array | null
  readonly wrapped: Uint8Array | null
}

/**
 * One page of the live list by keyset, as fast at a million orders as at a hundred: newest order first, but those that are
 * late or soon will be by their time. The feed's position is of the same instant as the rows: whatever changes after it is
 * told by the feed.
 */
export async function listOrders(ctx: Context, input: OrdersListInput): Promise<OrderPage> {
  const found = await readPage(ctx, input)
  if (found.length > 0) return pageOf(ctx, input, found)
  const alike = await readAlike(ctx, input)
  return alike.length > 0 ? { ...(await pageOf(ctx, input, alike)), isByPart: true } : readEmpty(ctx, input)
}

/** Whoever has but a piece of a number is answered where no order bears just what was asked for. */
async function readAlike(ctx: Context, input: OrdersListInput): Promise<readonly FoundRow[]> {
  const alike = input.isNamedOnly ? null : bearsPartOf(ctx, input.filter.q ?? '')
  return alike ? readPage(ctx, input, alike) : []
}

type FoundRow = ListRow & { readonly position: number }

async function pageOf(ctx: Context, input: OrdersListInput, found: readonly FoundRow[]): Promise<OrderPage> {
  const page = found.slice(0, input.limit)
  const last = page.at(-1)
  const lastAt = last && (isByTime(input.filter) ? last.shipBy : last.orderedAt)
  const next = found.length > input.limit && last && lastAt ? `${instantOfText(lastAt)}_${last.id}` : null
  const rows = await toOrderRows(ctx, page)
  return { rows, next, position: found[0]?.position ?? 0, asOf: ctx.now().toISOString() }
}

/** No row told the position: it is read first, and the page once more after it. */
async function readEmpty(ctx: Context, input: OrdersListInput): Promise<OrderPage> {
  const position = await readFeedPosition(ctx)
  return { ...(await pageOf(ctx, input, await readPage(ctx, input))), position }
}

async function readPage(
  ctx: Context,
  input: OrdersListInput,
  searched: Fragment = input.filter.q ? isNamedBy(ctx, input.filter.q) : ctx.sql`true`,
): Promise<readonly FoundRow[]> {
  const { sql } = ctx
  return sql<FoundRow[]>`
    SELECT ${listColumns(sql)}, (SELECT coalesce(max(position), 0) FROM order_feed) AS position
    FROM ${wantedOrders(ctx, input, searched)} ${inOrder(ctx, input)}`
}

/** Orders `o`. Of each shop of a platform at most a page, so that each is read from its own index, however few it has. */
function wantedOrders(ctx: Context, input: OrdersListInput, searched: Fragment) {
  const { sql } = ctx
  const { platform, shopId } = input.filter
  const after = readCursor(input.cursor)
  const ofShops = (column: string) => (shopId?.length ? sql`AND ${sql(column)} IN ${sql(shopId)}` : sql``)
  const wanted = sql`${searched} ${filterOf(ctx, input.filter)}
    ${after ? isAfter(ctx, input, after) : sql``}`
  if (!platform?.length) return sql`orders o WHERE ${wanted} ${ofShops('o.shop_id')}`
  return sql`
    (SELECT id FROM shops WHERE platform IN ${sql(platform)} ${ofShops('id')}) shop
    CROSS JOIN LATERAL (
      SELECT o.id FROM orders o WHERE o.shop_id = shop.id AND ${wanted} ${inOrder(ctx, input)}) found
    JOIN orders o ON o.id = found.id`
}

/**
 * One more than the page tells whether another follows. Where one index gives the page whatever is asked for, its length
 * stands in the statement, and Postgres plans once; everything else it plans by the values, as it does where the length is open.
 */
function inOrder({ sql }: Context, { filter, limit }: OrdersListInput) {
  const most = limit + 1
  if (isByTime(filter)) return sql`ORDER BY o.ship_by, o.id LIMIT ${most}`
  return sql`ORDER BY o.ordered_at DESC, o.id DESC LIMIT ${isPlain(filter) ? sql.unsafe(String(most)) : most}`
}

function isAfter({ sql }: Context, { filter }: OrdersListInput, { at, id }: Cursor) {
  if (isByTime(filter)) return sql`AND (o.ship_by, o.id) > (${at}, ${id})`
  return sql`AND (o.ordered_at, o.id) < (${at}, ${id})`
}

function isByTime({ due }: OrderFilter): boolean {
  return (due?.length ?? 0) > 0
}

/** At most one condition, of one value. */
function isPlain({ shown, hold, flag, warehouseId, platform, shopId, from, to, q }: OrderFilter): boolean {
  const values = [shown, hold, flag, warehouseId, platform, shopId].reduce((sum, one) => sum + (one?.length ?? 0), 0)
  return values <= 1 && !from && !to && !q
}

/** What the list shows of an order `o`, times as text; receivers are read row by row, for the planner has less to weigh. */
function listColumns(sql: Queryable) {
  return sql`
    o.id, o.platform, o.shop_id, o.warehouse_id, o.native_number, o.state, o.shown, o.hold_reasons,
    o.seller_flag, o.seller_flag_label, o.amount_fen, o.currency, o.receiver_version, o.province, o.line_summary, o.item_count,
    o.ordered_at::text, o.paid_at::text, o.ship_by::text, o.updated_at::text,
    CASE WHEN o.receiver_version > 0
      THEN (SELECT sealed FROM receivers WHERE order_id = o.id AND version = o.receiver_version) END AS sealed,
    CASE WHEN o.receiver_version > 0 THEN (SELECT wrapped FROM receiver_keys WHERE order_id = o.id) END AS wrapped`
}

interface Cursor {
  readonly at: Date
  readonly id: string
}

function readCursor(cursor: string | undefined): Cursor | null {
  if (!cursor) return null
  const [time = '', id = ''] = cursor.split('_')
  const at = new Date(time)
  if (Number.isNaN(at.getTime()) || !GLOBAL_ID_PATTERN.test(id)) throw inputInvalid({ cursor: 'invalid_value' })
  return { at, id }
}

/** A list of one value is an equality to Postgres: its index is then read in the page's order, and no further. */
function filterOf(ctx: Context, filter: OrderFilter) {
  const { sql } = ctx
  const { shown, hold, flag, warehouseId, due, from, to } = filter
  return sql`
    ${shown?.length ? sql`AND o.shown IN ${sql(shown)}` : sql``}
    ${hold?.length ? sql`AND o.hold_reasons <> '{}' AND o.hold_reasons && ${hold}::text[]` : sql``}
    ${flag?.length ? sql`AND o.seller_flag IN ${sql(flag)}` : sql``}
    ${warehouseId?.length ? sql`AND ${isAtWarehouse(sql, warehouseId)}` : sql``}
    ${due?.length ? sql`AND ${isDue(ctx, due)}` : sql``}
    ${from ? sql`AND o.ordered_at >= ${from}::timestamptz` : sql``}
    ${to ? sql`AND o.ordered_at < ${to}::timestamptz` : sql``}`
}

function isAtWarehouse(sql: Queryable, chosen: readonly string[]): Fragment {
  const ids = chosen.filter((one) => one !== NO_WAREHOUSE)
  if (ids.length === chosen.length) return sql`o.warehouse_id IN ${sql(ids)}`
  return ids.length === 0 ? sql`o.warehouse_id IS NULL` : sql`(o.warehouse_id IS NULL OR o.warehouse_id IN ${sql(ids)})`
}

/** Rows of the given orders in the given order; unknown ids are left out. */
export async function readRows(ctx: Context, ids: readonly string[]): Promise<readonly OrderRow[]> {
  if (ids.length === 0) return []
  const rows = await ctx.sql<ListRow[]>`
    SELECT ${listColumns(ctx.sql)} FROM orders o WHERE o.id = ANY(${ids})`
  const byId = new Map((await toOrderRows(ctx, rows)).map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function readOrderRows(ctx: Context, input: { ids: readonly string[] }): Promise<readonly OrderRow[]> {
  return readRows(ctx, input.ids)
}

async function toOrderRows(ctx: Context, rows: readonly ListRow[]): Promise<OrderRow[]> {
  const names = await readNames(
    ctx,
    rows.flatMap((row) => [row.shopId, row.warehouseId]),
  )
  return rows.map((row) => toOrderRow(ctx, row, names))
}

function toOrderRow(ctx: Context, row: ListRow, names: ReadonlyMap<string, string>): OrderRow {
  const { sealed, wrapped } = row
  const stored = sealed && { orderId: row.id, version: row.receiverVersion, sealed, wrapped }
  return {
    id: row.id,
    platform: row.platform,
    shopId: row.shopId,
    shopName: names.get(row.shopId) ?? '',
    nativeNumber: row.nativeNumber,
    state: row.state,
    shown: row.shown,
    holds: row.holdReasons,
    sellerFlag: row.sellerFlag,
    sellerFlagLabel: row.sellerFlagLabel,
    amountFen: row.amountFen,
    currency: row.currency,
    receiverMask: stored && maskOfStored(ctx.secrets, stored),
    province: row.province,
    lineSummary: row.lineSummary,
    itemCount: row.itemCount,
    warehouseName: row.warehouseId === null ? null : (names.get(row.warehouseId) ?? null),
    orderedAt: instantOfText(row.orderedAt),
    paidAt: row.paidAt && instantOfText(row.paidAt),
    shipBy: row.shipBy && instantOfText(row.shipBy),
    updatedAt: instantOfText(row.updatedAt),
  }
}
