import type { ListedProduct, StockCheck, StockHintView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { rowsInto } from '../runtime/rows-as-text.ts'
import { stockHints } from './tables.ts'

export interface StockHintRecord {
  readonly sku: string
  readonly warehouseId: string
  readonly quantity: number
  readonly saidAt: Date
  readonly saidBy: string
}

/** By `hintPlace`. */
export type StockHints = ReadonlyMap<string, StockHintRecord>

export function hintPlace(warehouseId: string, sku: string): string {
  return `${warehouseId} ${sku}`
}

/**
 * Keeps what was said, each SKU of a warehouse once among `hints`. What is older than what is known changes nothing, so
 * that the same hints may come twice and in any order; a time yet to come counts as now. Returns how many stand.
 */
export async function keepStockHints(ctx: Context, tx: Queryable, hints: readonly StockHintRecord[]): Promise<number> {
  if (hints.length === 0) return 0
  const now = ctx.now()
  const rows = hints
    .map((hint) => ({
      ...hint,
      saidAt: new Date(Math.min(hint.saidAt.getTime(), now.getTime())),
      place: hintPlace(hint.warehouseId, hint.sku),
    }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
  const kept = await tx`
    INSERT INTO stock_hints AS h ${rowsInto(tx, stockHints, rows)}
    ON CONFLICT (sku, warehouse_id) DO UPDATE SET
      quantity = excluded.quantity, said_at = excluded.said_at, said_by = excluded.said_by
      WHERE h.said_at <= excluded.said_at`
  return kept.count
}

/** What is known of these SKUs at these warehouses; without a statement where nothing is asked. */
export async function readStockHints(
  db: Queryable,
  places: readonly { readonly sku: string; readonly warehouseId: string }[],
): Promise<StockHints> {
  if (places.length === 0) return new Map()
  const skus = [...new Set(places.map((place) => place.sku))]
  const warehouses = [...new Set(places.map((place) => place.warehouseId))]
  const rows = await db<StockHintRecord[]>`
    SELECT sku, warehouse_id, quantity, said_at, said_by FROM stock_hints
    WHERE sku = ANY(${skus}) AND warehouse_id = ANY(${warehouses}::uuid[])`
  return new Map(rows.map((row) => [hintPlace(row.warehouseId, row.sku), row]))
}

/** Each SKU of an order, its lines added up, against what its warehouse is said to have; none for an order without lines. */
export function checkStock(
  warehouseId: string,
  hours: number,
  order: {
    readonly lines: readonly { readonly sku: string | null; readonly quantity: number }[]
    readonly stock: StockHints
    readonly now: Date
  },
): readonly StockCheck[] {
  const { lines, stock, now } = order
  const needed = new Map<string | null, number>()
  for (const { sku, quantity } of lines) needed.set(sku, (needed.get(sku) ?? 0) + quantity)
  return [...needed].map(([sku, pieces]) => {
    const hint = sku === null ? undefined : stock.get(hintPlace(warehouseId, sku))
    if (!hint) return { sku, needed: pieces, verdict: 'unknown', quantity: null, saidAt: null, saidBy: null }
    const { quantity, saidAt, saidBy } = hint
    const isOld = now.getTime() - saidAt.getTime() > hours * 3_600_000
    const verdict = isOld ? 'old' : quantity >= pieces ? 'enough' : 'short'
    return { sku, needed: pieces, verdict, quantity, saidAt: saidAt.toISOString(), saidBy }
  })
}

/** Of a page of products what each warehouse is said to have, by SKU. */
export async function readStockOfProducts(
  ctx: Context,
  skus: readonly string[],
): Promise<ReadonlyMap<string, ListedProduct['stock']>> {
  if (skus.length === 0) return new Map()
  const rows = await ctx.sql<(Omit<StockHintView, 'saidAt'> & { sku: string; saidAt: Date })[]>`
    SELECT h.sku, w.name AS warehouse_name, h.quantity, h.said_at, h.said_by
    FROM stock_hints h JOIN warehouses w ON w.id = h.warehouse_id
    WHERE h.sku = ANY(${skus}) ORDER BY h.sku, w.name`
  const bySku = Map.groupBy(rows, (row) => row.sku)
  return new Map(
    [...bySku].map(([sku, hints]) => [
      sku,
      hints.map(({ sku: _, saidAt, ...hint }) => ({ ...hint, saidAt: saidAt.toISOString() })),
    ]),
  )
}
