import type { WarehouseExplanation } from '@baton/contract'
import { explainRules } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { readAssignmentFacts } from './assignment-facts.ts'

/** How the rules in force judge an order by what is known now. Throws `ORDER_NOT_FOUND`. */
export async function explainWarehouse(ctx: Context, input: { id: string }): Promise<WarehouseExplanation> {
  const [facts] = await readAssignmentFacts(ctx.sql, [input.id])
  if (!facts) throw new Failure('ORDER_NOT_FOUND')
  return explainRules(ctx, facts)
}
