import { z } from 'zod'
import { ProductSaveInput } from './inputs.ts'

const { sku, name, category, barcode, exempt, hasSerial } = ProductSaveInput.shape

/** A product as an ERP tells it; of a known one what is left out stays as it is. */
export const ErpProduct = z.strictObject({
  ...{ sku, name, category },
  /** Null, or empty: it has none. */
  barcode,
  exempt: exempt.unwrap().optional(),
  hasSerial: hasSerial.unwrap().optional(),
})
export type ErpProduct = z.infer<typeof ErpProduct>

/** Each SKU once. */
export const ErpProducts = z
  .strictObject({ products: z.array(ErpProduct).min(1).max(1000) })
  .superRefine(({ products }, refusal) => {
    const first = new Map<string, number>()
    for (const [at, product] of products.entries()) {
      const before = first.get(product.sku)
      if (before === undefined) first.set(product.sku, at)
      else refusal.addIssue({ code: 'custom', path: ['products', at], message: `same SKU as products.${before}` })
    }
  })
export type ErpProducts = z.infer<typeof ErpProducts>

export interface ErpProductsResult {
  readonly created: number
  readonly changed: number
  /** Those that stood so already. */
  readonly unchanged: number
}
