import type { AssignmentFacts } from '../catalogue/index.ts'
import type { Queryable } from '../runtime/database.ts'

/** What rules may ask of these orders, as it is known now; unknown ids are left out. */
export function readAssignmentFacts(
  db: Queryable,
  ids: readonly string[],
): Promise<readonly (AssignmentFacts & { readonly id: string })[]> {
  return db<(AssignmentFacts & { id: string })[]>`
    SELECT id, province, platform, coalesce((
      SELECT jsonb_agg(jsonb_build_object('sku', sku, 'quantity', quantity) ORDER BY position)
      FROM order_lines WHERE order_id = o.id), '[]') AS lines
    FROM orders o WHERE id = ANY(${ids})`
}
