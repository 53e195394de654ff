import { matchAlerts } from '../alerts/index.ts'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { isUnmatched, unmatchedBefore } from './unmatched.ts'

/** One alert for each warehouse whose scans have matched no waybill in their time. */
export async function watchUnmatched(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const rows = await tx<{ warehouseId: string; warehouse: string; count: number }[]>`
      SELECT d.warehouse_id, w.name AS warehouse, count(DISTINCT s.waybill)::int AS count
      FROM scans s JOIN devices d ON d.id = s.device_id JOIN warehouses w ON w.id = d.warehouse_id
      WHERE ${isUnmatched(tx)} AND s.received_at <= ${unmatchedBefore(ctx)}
      GROUP BY 1, 2 ORDER BY 1`
    await matchAlerts(
      ctx,
      tx,
      'scans_unmatched',
      rows.map(({ warehouseId, warehouse, count }) => ({ subject: warehouseId, params: { warehouse }, count })),
    )
  })
}
