import { labelsVoidBefore } from '../orders/index.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'

/**
 * Whether parcel `s` of order `o` has left. Of an order that the floor loads, each parcel leaves with its own load, or as somebody
 * reports of it by its waybill, until all have; a label that was replaced before that never does. Of any other, whoever
 * reports it speaks of all its parcels.
 */
export function parcelLeft(db: Queryable): Fragment {
  return db`
    (s.trace <> 'created' OR s.left_at IS NOT NULL OR s.departed_at IS NOT NULL
      OR EXISTS (SELECT FROM parcel_loads p WHERE p.shipment_id = s.id)
      OR NOT EXISTS (
        SELECT FROM parcel_loads p JOIN shipment_lines l ON l.shipment_id = p.shipment_id WHERE l.order_id = o.id)
      OR (o.state <> 'part_shipped' AND NOT coalesce(s.recorded_at < ${labelsVoidBefore(db, db`o.id`)}, false)))`
}
