import { MOST_UNASSIGNED } from '@baton/contract'
import type { Context } from '../runtime/context.ts'

/** How many orders are to be shipped and have no warehouse that would, up to `MOST_UNASSIGNED`. */
export async function countUnassigned(ctx: Context): Promise<number> {
  const [row] = await ctx.sql<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM orders WHERE warehouse_id IS NULL AND state = 'to_ship' LIMIT ${MOST_UNASSIGNED}) o`
  return row.count
}
