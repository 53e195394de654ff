import { labelsVoidBefore } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'

/** Ends the labels of a warehouse that wait with a waybill which was taken off its order or replaced since: nobody wants them on a parcel. */
export async function cancelVoidLabels(ctx: Context, { warehouseId }: { warehouseId: string }): Promise<void> {
  await ctx.sql`
    UPDATE print_jobs SET state = 'cancelled', code = 'label_void', settled_at = ${ctx.now()}, document = ''
    WHERE id IN (
      SELECT j.id FROM print_jobs j JOIN printers p ON p.id = j.printer_id
      WHERE p.warehouse_id = ${warehouseId} AND j.state = 'queued' AND EXISTS (
        SELECT FROM unnest(j.waybills) printed WHERE NOT EXISTS (
          SELECT FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id
          WHERE l.order_id = j.subject AND s.waybill = printed
            AND NOT coalesce(s.recorded_at < ${labelsVoidBefore(ctx.sql, ctx.sql`j.subject`)}, false)))
      FOR UPDATE OF j SKIP LOCKED)`
}
