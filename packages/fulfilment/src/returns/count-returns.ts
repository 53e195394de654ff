import type { ReturnCounts, ReturnsCountInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { ownerlessParcels } from './list-ownerless.ts'
import { isAwaited } from './list-returns.ts'

/** How many returns wait for what, at one warehouse or at all of them. */
export async function countReturns(ctx: Context, { warehouseId }: ReturnsCountInput): Promise<ReturnCounts> {
  const { sql } = ctx
  const [row] = await sql<[ReturnCounts]>`
    SELECT
      (SELECT count(*)::int FROM after_sales s JOIN orders o ON o.id = s.order_id
       WHERE ${isAwaited(sql)} ${warehouseId ? sql`AND o.warehouse_id = ${warehouseId}` : sql``}) AS expected,
      count(*)::int AS in_hand, count(*) FILTER (WHERE a.inspect_by <= ${ctx.now()})::int AS late,
      (SELECT count(*)::int FROM (${ownerlessParcels(ctx, warehouseId)}) one) AS ownerless
    FROM return_arrivals a
    WHERE a.inspected_at IS NULL ${warehouseId ? sql`AND a.warehouse_id = ${warehouseId}` : sql``}`
  return row
}
