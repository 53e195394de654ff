import type { ErpProduct, ErpProductsResult, ProductView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { createProducts, saveProducts } from './products.ts'

type Product = Omit<ProductView, 'savedAt'>

/**
 * Adds products and changes those of known SKUs, each SKU once among `told`. What is left out of a known one stays as it is,
 * also where somebody saves it at the same time; one that stands so already is not saved anew.
 */
export async function mergeProducts(ctx: Context, tx: Tx, told: readonly ErpProduct[]): Promise<ErpProductsResult> {
  const created = await createProducts(
    ctx,
    told.map((product) => merge(product, undefined)),
    tx,
  )
  const known = told.filter(({ sku }) => !created.has(sku))
  const standing = await lockProducts(
    tx,
    known.map(({ sku }) => sku),
  )
  const changed = known.flatMap((product) => {
    const was = standing.get(product.sku)
    const merged = merge(product, was)
    return was && isSame(merged, was) ? [] : [merged]
  })
  await saveProducts(ctx, changed, tx)
  return { created: created.size, changed: changed.length, unchanged: known.length - changed.length }
}

async function lockProducts(tx: Tx, skus: readonly string[]): Promise<ReadonlyMap<string, Product>> {
  if (skus.length === 0) return new Map()
  const rows = await tx<Product[]>`
    SELECT sku, name, category, barcode, exempt, has_serial FROM products
    WHERE sku = ANY(${skus}) ORDER BY sku FOR UPDATE`
  return new Map(rows.map((row) => [row.sku, row]))
}

function merge({ sku, name, category, ...told }: ErpProduct, was: Product | undefined): Product {
  return {
    ...{ sku, name, category },
    barcode: told.barcode === undefined ? (was?.barcode ?? null) : told.barcode || null,
    exempt: told.exempt ?? was?.exempt ?? false,
    hasSerial: told.hasSerial ?? was?.hasSerial ?? false,
  }
}

function isSame(one: Product, other: Product): boolean {
  return (
    one.name === other.name &&
    one.category === other.category &&
    one.barcode === other.barcode &&
    one.exempt === other.exempt &&
    one.hasSerial === other.hasSerial
  )
}
