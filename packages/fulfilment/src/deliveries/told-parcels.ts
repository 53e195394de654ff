import type { Tx } from '../runtime/database.ts'

/** Parcels of these orders that a channel was told of, or may have been: calls that were begun, unless what they were to tell was taken back. */
export async function readToldParcels(tx: Tx, orderIds: readonly string[]): Promise<readonly string[]> {
  if (orderIds.length === 0) return []
  const rows = await tx<{ shipmentId: string }[]>`
    SELECT DISTINCT jsonb_array_elements_text(payload->'shipmentIds') AS shipment_id FROM deliveries
    WHERE order_id = ANY(${orderIds}) AND kind IN ('channel.ship', 'channel.report')
      AND tries > 0 AND code IS DISTINCT FROM 'undone'`
  return rows.map((row) => row.shipmentId)
}
