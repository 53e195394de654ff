import { matchAlerts } from '../alerts/index.ts'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'

/** One alert for each warehouse that holds returns past their time to be inspected in. */
export async function watchReturns(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const rows = await tx<{ warehouseId: string; warehouse: string; count: number }[]>`
      SELECT a.warehouse_id, w.name AS warehouse, count(*)::int AS count
      FROM return_arrivals a JOIN warehouses w ON w.id = a.warehouse_id
      WHERE a.inspected_at IS NULL AND a.inspect_by <= ${ctx.now()} GROUP BY 1, 2 ORDER BY 1`
    await matchAlerts(
      ctx,
      tx,
      'returns_waiting',
      rows.map(({ warehouseId, warehouse, count }) => ({ subject: warehouseId, params: { warehouse }, count })),
    )
  })
}
