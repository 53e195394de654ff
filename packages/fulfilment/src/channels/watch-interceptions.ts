import { matchAlerts } from '../alerts/index.ts'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'

/** One alert for each warehouse where parcels must be stopped and nobody has said that they do it. */
export async function watchInterceptions(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const rows = await tx<{ warehouseId: string | null; warehouse: string | null; count: number }[]>`
      SELECT i.warehouse_id, w.name AS warehouse, count(*)::int AS count
      FROM interceptions i LEFT JOIN warehouses w ON w.id = i.warehouse_id
      WHERE i.resolved_at IS NULL AND i.acknowledged_at IS NULL GROUP BY 1, 2 ORDER BY 1`
    await matchAlerts(
      ctx,
      tx,
      'interception_waiting',
      rows.map(({ warehouseId, warehouse, count }) => ({
        subject: warehouseId ?? 'none',
        params: { warehouse },
        count,
      })),
    )
  })
}
