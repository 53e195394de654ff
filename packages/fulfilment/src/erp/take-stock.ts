import type { ErpStock, ErpStockResult } from '@baton/contract'
import { keepStockHints } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Erp } from './authenticate.ts'

const MOST_NAMED = 100

/**
 * Keeps how much an ERP says there is. The same again changes nothing, and neither does what is older than what is known.
 * Throws `TRANSITION_FORBIDDEN` without the grant, and `INTEGRATION_PAUSED`: a hint that waits grows old, so none is kept for later.
 */
export async function takeStock(ctx: Context, erp: Erp, { saidAt, hints }: ErpStock): Promise<ErpStockResult> {
  if (!erp.mayTellStock) throw new Failure('TRANSITION_FORBIDDEN')
  return inTransaction(ctx, async (tx) => {
    const told = await tx`UPDATE erps SET stock_told_at = ${ctx.now()} WHERE id = ${erp.id} AND paused_at IS NULL`
    if (told.count === 0) throw new Failure('INTEGRATION_PAUSED')
    const idOf = await readWarehouseIds(tx, hints)
    const known = hints.flatMap(({ warehouse, sku, quantity }) => {
      const warehouseId = idOf.get(warehouse)
      return warehouseId ? [{ sku, warehouseId, quantity, saidAt: new Date(saidAt), saidBy: erp.name }] : []
    })
    const applied = await keepStockHints(ctx, tx, known)
    const codes = new Set(hints.map((hint) => hint.warehouse))
    return {
      applied,
      stale: known.length - applied,
      unknownWarehouses: [...codes].filter((code) => !idOf.has(code)),
      unknownSkus: await readUnknownSkus(
        tx,
        known.map((hint) => hint.sku),
      ),
    }
  })
}

async function readWarehouseIds(tx: Tx, hints: ErpStock['hints']): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(hints.map((hint) => hint.warehouse))]
  const rows = await tx<{ id: string; code: string }[]>`SELECT id, code FROM warehouses WHERE code = ANY(${codes})`
  return new Map(rows.map((row) => [row.code, row.id]))
}

async function readUnknownSkus(tx: Tx, skus: readonly string[]): Promise<readonly string[]> {
  const rows = await tx<{ sku: string }[]>`
    SELECT DISTINCT told.sku FROM unnest(${skus}::text[]) AS told(sku)
    WHERE NOT EXISTS (SELECT FROM products p WHERE p.sku = told.sku) ORDER BY told.sku LIMIT ${MOST_NAMED}`
  return rows.map((row) => row.sku)
}
