import type { Tx } from '../runtime/database.ts'
import type { Written } from './write.ts'

/** Opens and closes tasks with the moves that cause it, in their order; one open of a cause for each order, and a refund that ends in a cancellation stays one. */
export async function writeInterceptions(tx: Tx, written: readonly Written[]): Promise<void> {
  for (const { decision, after, event } of written) {
    const { id, warehouseId } = after.record
    const { open, close } = decision.interceptions
    if (close.length > 0)
      await tx`
        UPDATE interceptions SET resolution = 'not_needed', resolved_at = ${event.recordedAt}
        WHERE order_id = ${id} AND cause = ANY(${close}) AND resolved_at IS NULL`
    for (const cause of open)
      await tx`
        INSERT INTO interceptions (order_id, cause, warehouse_id, seq, opened_at)
        SELECT ${id}, ${cause}, ${warehouseId}, ${event.seq}, ${event.recordedAt}
        WHERE ${cause} <> 'cancelled' OR NOT EXISTS (
          SELECT FROM interceptions WHERE order_id = ${id} AND cause = 'refund_requested' AND resolved_at IS NULL)
        ON CONFLICT (order_id, cause) WHERE resolved_at IS NULL DO NOTHING`
  }
}
