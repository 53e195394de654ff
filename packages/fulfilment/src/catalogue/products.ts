import type { ProductPage, ProductSaveInput, ProductsListInput, ProductView } from '@baton/contract'
import { isAsSeen } from '../runtime/as-seen.ts'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import { rowsInto } from '../runtime/rows-as-text.ts'
import { readStockOfProducts } from './stock-hints.ts'
import { products } from './tables.ts'

/** One page of products by SKU; `q` matches the SKU's or barcode's beginning, or any part of the name. */
export async function listProducts(ctx: Context, input: ProductsListInput): Promise<ProductPage> {
  const { sql } = ctx
  const like = input.q ? `%${input.q.replaceAll(/[\\%_]/g, '\\$&')}%` : null
  const rows = await sql<(Omit<ProductView, 'savedAt'> & { savedAt: Date })[]>`
    SELECT sku, name, category, barcode, exempt, has_serial, updated_at AS saved_at FROM products
    WHERE true
      ${like ? sql`AND (sku ILIKE ${like.slice(1)} OR barcode LIKE ${like.slice(1)} OR name ILIKE ${like})` : sql``}
      ${input.category ? sql`AND category = ${input.category}` : sql``}
      ${input.cursor ? sql`AND sku > ${input.cursor}` : sql``}
    ORDER BY sku LIMIT ${input.limit + 1}`
  const categories = await sql<
    { category: string }[]
  >`SELECT DISTINCT category FROM products ORDER BY category LIMIT 200`
  const shown = rows.slice(0, input.limit)
  const stock = await readStockOfProducts(
    ctx,
    shown.map((row) => row.sku),
  )
  const page = shown.map((row) => ({
    ...row,
    savedAt: row.savedAt.toISOString(),
    stock: stock.get(row.sku) ?? [],
  }))
  return {
    rows: page,
    next: rows.length > input.limit ? (page.at(-1)?.sku ?? null) : null,
    categories: categories.map((row) => row.category),
  }
}

/**
 * Creates a product, or changes the one with this SKU. Throws `ALREADY_EXISTS` for a new one of a known SKU, and
 * `VERSION_CONFLICT` when somebody has changed or removed it since it was seen.
 */
export async function saveProduct(ctx: Context, input: ProductSaveInput): Promise<void> {
  const db = ctx.sql
  const now = ctx.now()
  const { sku, seenAt } = input
  const saved = await db`
    INSERT INTO products AS p (sku, name, category, barcode, exempt, has_serial, created_at, updated_at)
    SELECT ${sku}, ${input.name}, ${input.category}, ${input.barcode || null}, ${input.exempt}, ${input.hasSerial}, ${now}::timestamptz, ${now}::timestamptz
    WHERE ${seenAt ? db`EXISTS (SELECT FROM products WHERE sku = ${sku})` : db`true`}
    ON CONFLICT (sku) DO UPDATE SET
      name = excluded.name, category = excluded.category, barcode = excluded.barcode, exempt = excluded.exempt,
      has_serial = excluded.has_serial, updated_at = excluded.updated_at
      WHERE ${isAsSeen(db, db`p.updated_at`, seenAt)}`
  if (saved.count > 0) return
  throw seenAt === null ? new Failure('ALREADY_EXISTS', { fields: { sku } }) : new Failure('VERSION_CONFLICT')
}

/**
 * Products of a file, in the order of their SKUs; of two with one SKU the later counts. Throws `VERSION_CONFLICT` when
 * somebody has changed or removed one of them since it was seen, or added one that is new in the file; `tx` is then to be undone.
 */
export async function saveProducts(ctx: Context, inputs: readonly ProductSaveInput[], tx: Queryable): Promise<void> {
  const rows = rowsOf(ctx, inputs)
  if (rows.length === 0) return
  await requireAsSeen(tx, rows)
  const unseen = new Set(rows.flatMap(({ sku, seenAt }) => (seenAt === null ? [sku] : [])))
  const saved = await tx<{ sku: string; isNew: boolean }[]>`
    INSERT INTO products ${rowsInto(tx, products, rows)}
    ON CONFLICT (sku) DO UPDATE SET
      name = excluded.name, category = excluded.category, barcode = excluded.barcode, exempt = excluded.exempt,
      has_serial = excluded.has_serial, updated_at = excluded.updated_at
    RETURNING sku, xmax = 0 AS is_new`
  if (saved.some(({ sku, isNew }) => !isNew && unseen.has(sku))) throw new Failure('VERSION_CONFLICT')
}

/** Products of SKUs that nobody has; known ones stay as they are. Returns the SKUs of those that are new. */
export async function createProducts(
  ctx: Context,
  inputs: readonly ProductSaveInput[],
  tx: Queryable,
): Promise<ReadonlySet<string>> {
  const created = await tx<{ sku: string }[]>`
    INSERT INTO products ${rowsInto(tx, products, rowsOf(ctx, inputs))} ON CONFLICT (sku) DO NOTHING RETURNING sku`
  return new Set(created.map((row) => row.sku))
}

/** In the order of their SKUs, so that two files wait for each other instead of meeting crosswise. */
function rowsOf(ctx: Context, inputs: readonly ProductSaveInput[]) {
  const now = ctx.now()
  return [...new Map(inputs.map((input) => [input.sku, input])).values()]
    .sort((a, b) => (a.sku < b.sku ? -1 : 1))
    .map((input) => ({ ...input, barcode: input.barcode || null, createdAt: now, updatedAt: now }))
}

async function requireAsSeen(tx: Queryable, inputs: readonly ProductSaveInput[]): Promise<void> {
  const seen = inputs.filter((input) => input.seenAt)
  if (seen.length === 0) return
  const rows = await tx<{ sku: string; updatedAt: Date }[]>`
    SELECT sku, updated_at FROM products WHERE sku = ANY(${seen.map(({ sku }) => sku)}) ORDER BY sku FOR UPDATE`
  const savedAt = new Map(rows.map((row) => [row.sku, row.updatedAt.getTime()]))
  if (seen.some(({ sku, seenAt }) => savedAt.get(sku) !== Date.parse(seenAt ?? '')))
    throw new Failure('VERSION_CONFLICT')
}

/** Orders keep their lines; only the product's name, category and barcode go. */
export async function removeProduct(ctx: Context, input: { sku: string }): Promise<void> {
  const gone = await ctx.sql`DELETE FROM products WHERE sku = ${input.sku}`
  if (gone.count === 0) throw inputInvalid({ sku: 'unknown' })
}
