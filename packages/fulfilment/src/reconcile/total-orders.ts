import type { OrderSum, OrderTotals, PlatformId, ShopTotals, TotalKind, TotalsInput } from '@baton/contract'
import { listShops } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { settledMoment } from './moment.ts'
import { type AsOf, type OrderAsOf, PAGE, pageOf, readAhead, readPage } from './read-as-of.ts'

/** What some orders of one shop and currency come to. */
interface Part {
  readonly platform: PlatformId
  readonly shopId: string
  readonly currency: string
  readonly kind: TotalKind
  readonly orders: number
  readonly fen: number
}

type Sums = Record<TotalKind, OrderSum>

/** The orders as of a moment, added up by shop and currency: the very ones that an export of that moment and filter names. */
export async function totalOrders(ctx: Context, input: TotalsInput): Promise<OrderTotals> {
  const asOf = settledMoment(ctx, input.asOf)
  const shops = new Map((await listShops(ctx)).map(({ id, name }) => [id, name]))
  const byShop = new Map<string, { of: Part; sums: Sums }>()
  const byCurrency = new Map<string, Sums>()
  for await (const parts of readParts(ctx, { asOf, filter: input.filter }))
    for (const part of parts) {
      const key = `${part.platform} ${part.shopId} ${part.currency}`
      const shop = byShop.get(key) ?? { of: part, sums: noSums() }
      byShop.set(key, { of: part, sums: plus(shop.sums, part) })
      byCurrency.set(part.currency, plus(byCurrency.get(part.currency) ?? noSums(), part))
    }
  const found = [...byShop.values()].map(({ of, sums }): ShopTotals => {
    const { platform, shopId, currency } = of
    return { platform, shopName: shops.get(shopId) ?? '', currency, sums, all: allOf(sums) }
  })
  const currencies = [...byCurrency].map(([currency, sums]) => ({ currency, sums, all: allOf(sums) }))
  return {
    asOf: asOf.toISOString(),
    shops: found.sort((one, other) => nameOf(one).localeCompare(nameOf(other))),
    currencies: currencies.sort((one, other) => one.currency.localeCompare(other.currency)),
  }
}

function nameOf({ platform, shopName, currency }: ShopTotals): string {
  return `${platform} ${shopName} ${currency}`
}

/** Postgres adds up a page in which nothing has changed since; any other is folded here. */
function readParts(ctx: Context, input: AsOf): AsyncGenerator<readonly Part[]> {
  return readAhead(async (after) => {
    const [found] = await ctx.sql<{ last: string | null; orders: number; parts: Part[] | null }[]>`
      WITH page AS MATERIALIZED (${pageOf(ctx, input, after)}),
      parts AS (
        SELECT platform, shop_id AS "shopId", currency, count(*)::int AS orders, sum(amount_fen)::float8 AS fen,
          CASE WHEN refunded THEN 'refunded' WHEN state = 'cancelled' THEN 'cancelled' WHEN paid_at IS NULL THEN 'unpaid'
            ELSE 'sold' END AS kind
        FROM page GROUP BY platform, shop_id, currency, kind)
      SELECT max(id) AS last, count(*)::int AS orders, CASE WHEN max(greatest(updated_at, archived_at)) <= ${input.asOf}
        THEN (SELECT json_agg(parts) FROM parts) END AS parts
      FROM page`
    const next = found?.orders === PAGE ? (found.last ?? undefined) : undefined
    if (!found?.orders || found.parts !== null) return { page: found?.parts ?? [], next }
    return { page: (await readPage(ctx, input, after)).map(partOf), next }
  })
}

function partOf(order: OrderAsOf): Part {
  const { platform, shopId, currency, amountFen } = order
  return { platform, shopId, currency, kind: kindOf(order), orders: 1, fen: amountFen }
}

function kindOf({ refunded, state, paidAt }: OrderAsOf): TotalKind {
  if (refunded) return 'refunded'
  if (state === 'cancelled') return 'cancelled'
  return paidAt === null ? 'unpaid' : 'sold'
}

function noSums(): Sums {
  const none = { orders: 0, fen: 0 }
  return { refunded: none, cancelled: none, unpaid: none, sold: none }
}

function plus(sums: Sums, { kind, orders, fen }: Pick<Part, 'kind' | 'orders' | 'fen'>): Sums {
  return { ...sums, [kind]: { orders: sums[kind].orders + orders, fen: sums[kind].fen + fen } }
}

function allOf(sums: Sums): OrderSum {
  return Object.values(sums).reduce((all, one) => ({ orders: all.orders + one.orders, fen: all.fen + one.fen }))
}
