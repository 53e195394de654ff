import type { WarehouseExplanation } from '@baton/contract'
import { type AssignmentFacts, explainRules } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'

/** How the rules in force judge an order by what is known now. Throws `ORDER_NOT_FOUND`. */
export async function explainWarehouse(ctx: Context, input: { id: string }): Promise<WarehouseExplanation> {
  const [facts] = await ctx.sql<AssignmentFacts[]>`
    SELECT province, platform, coalesce((
      SELECT jsonb_agg(jsonb_build_object('sku', sku, 'quantity', quantity) ORDER BY position)
      FROM order_lines WHERE order_id = o.id), '[]') AS lines
    FROM orders o WHERE id = ${input.id}`
  if (!facts) throw new Failure('ORDER_NOT_FOUND')
  return explainRules(ctx, facts)
}
