import type { Fragment, Queryable } from '../runtime/database.ts'

/**
 * Labels of an order that are older than this no longer hold: its receiver changed since. A person who ends the task of that
 * change as not needed says that they do. Null: all hold. `orderId`: the column that names the order.
 */
export function labelsVoidBefore(db: Queryable, orderId: Fragment): Fragment {
  return db`
    (SELECT max(r.recorded_at) FROM receivers r WHERE r.order_id = ${orderId} AND r.version > 1 AND NOT EXISTS (
      SELECT FROM interceptions i WHERE i.order_id = r.order_id AND i.cause = 'address_changed'
        AND i.resolution = 'not_needed' AND i.resolved_by IS NOT NULL AND i.resolved_at >= r.recorded_at))`
}
