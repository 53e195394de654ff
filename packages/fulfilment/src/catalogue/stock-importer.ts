import { StockHintRow } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { CsvRow } from '../runtime/read-csv.ts'
import type { Importer } from './importer.ts'
import { readInstant } from './local-time.ts'
import { readMerchant } from './merchant.ts'
import { hintPlace, keepStockHints, readStockHints } from './stock-hints.ts'
import { listWarehouses } from './warehouses.ts'

/** Stock hints; without `said_at` they are of now. */
export async function stockImporter(ctx: Context, rows: readonly CsvRow[]): Promise<Importer<StockHintRow>> {
  const now = ctx.now()
  const { timeZone } = await readMerchant(ctx, ctx.sql)
  const idOf = new Map((await listWarehouses(ctx)).map((one) => [one.code, one.id]))
  const named = rows.map(({ cells }) => ({
    sku: cells.sku ?? '',
    warehouseId: idOf.get(cells.warehouse_code ?? '') ?? '',
  }))
  const known = await readStockHints(
    ctx.sql,
    named.filter((place) => place.warehouseId !== ''),
  )
  const knownOf = ({ warehouse, sku }: StockHintRow) => known.get(hintPlace(idOf.get(warehouse) ?? '', sku))
  return {
    schema: StockHintRow,
    columnOf: { warehouse: 'warehouse_code', saidAt: 'said_at' },
    key: ['warehouse', 'sku'],
    toInput: (row) => ({
      warehouse: idOf.has(row.warehouse_code ?? '') ? row.warehouse_code : undefined,
      sku: row.sku,
      quantity: /^-?\d{1,9}(\.0+)?$/.test(row.quantity ?? '') ? Number(row.quantity) : row.quantity,
      saidAt: row.said_at ? (readInstant(row.said_at, timeZone)?.toISOString() ?? row.said_at) : now.toISOString(),
    }),
    isKnown: (input) => knownOf(input) !== undefined,
    isOlder(input) {
      const before = knownOf(input)
      return before !== undefined && before.saidAt.getTime() > Date.parse(input.saidAt)
    },
    save: (tx, inputs) =>
      keepStockHints(
        ctx,
        tx,
        inputs.map(({ warehouse, sku, quantity, saidAt }) => ({
          ...{ sku, quantity, warehouseId: idOf.get(warehouse) ?? '' },
          ...{ saidAt: new Date(saidAt), saidBy: ctx.actor.name },
        })),
      ),
  }
}
