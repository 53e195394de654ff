import { type ItemCodes, type ItemCodesInput, itemMark, packMarks, readCode } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { forget, remember } from '../runtime/remember.ts'

/** Of a larger catalogue a device knows what was changed last. */
const MOST_PRODUCTS = 100_000
const MEMORY = { name: 'item-codes', milliseconds: 10 * 60_000 }
/** Another number where codes are read or packed otherwise. */
const FORMAT = 1

/**
 * What the products are scanned by, where the text alone would be taken for a waybill: for devices without network. Nothing
 * where the device has this version of the catalogue.
 */
export async function listItemCodes(ctx: Context, { version: known }: ItemCodesInput): Promise<ItemCodes> {
  const [row] = await ctx.sql<{ version: string }[]>`
    SELECT ${FORMAT} || '.' || count(*) || '.' || coalesce(extract(epoch FROM max(updated_at)), 0) AS version FROM products`
  const version = row?.version ?? ''
  if (version === known) return { version, codes: null }
  const packed = () => remember(ctx.sql, MEMORY, () => packCodes(ctx, version))
  const held = await packed()
  if (held.version === version) return held
  forget(ctx.sql, MEMORY.name)
  return packed()
}

/** Every device of every warehouse asks for the same ones once the catalogue has changed. */
async function packCodes(ctx: Context, version: string): Promise<ItemCodes> {
  const products = await ctx.sql<{ sku: string; barcode: string | null }[]>`
    SELECT sku, barcode FROM products ORDER BY updated_at DESC, sku LIMIT ${MOST_PRODUCTS}`
  const marks = products.flatMap(({ sku, barcode }) => [markOf(sku), markOf(barcode ?? '')].flatMap((one) => one ?? []))
  return { version, codes: packMarks(marks) }
}

function markOf(code: string): number | null {
  return itemMark(readCode(code))
}
