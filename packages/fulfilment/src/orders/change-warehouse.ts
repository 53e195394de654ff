import { BY_RULES, type OrderActionResult, type WarehouseChangeInput } from '@baton/contract'
import { assignWarehouses, forgetRules } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { readAssignmentFacts } from './assignment-facts.ts'
import { type ManyClaim, moveMany } from './move-many.ts'

/**
 * A person overrides the rules, with a reason; or has the rules in force look once more at those of the orders that have no
 * warehouse, as after one was added: else they would only when the channel next speaks of an order. Throws
 * `WAREHOUSE_NOT_FOUND`, also for one that is switched off.
 */
export function changeWarehouse(ctx: Context, input: WarehouseChangeInput): Promise<readonly OrderActionResult[]> {
  const { ids, to, reason } = input
  if (to !== BY_RULES) return moveMany(ctx, ids, (tx, part) => claimsOfPerson(tx, part, { warehouseId: to, reason }))
  forgetRules(ctx)
  return moveMany(ctx, ids, (tx, part) => claimsOfRules(ctx, tx, part))
}

async function claimsOfPerson(
  tx: Tx,
  ids: readonly string[],
  chosen: { warehouseId: string; reason: string },
): Promise<readonly ManyClaim[]> {
  const [known] = await tx`SELECT FROM warehouses WHERE id = ${chosen.warehouseId} AND enabled`
  if (!known) throw new Failure('WAREHOUSE_NOT_FOUND')
  return ids.map((id) => ({ id, claim: { kind: 'warehouse', ...chosen } }))
}

async function claimsOfRules(ctx: Context, tx: Tx, ids: readonly string[]): Promise<readonly ManyClaim[]> {
  const facts = await readAssignmentFacts(tx, ids)
  const assignments = await assignWarehouses(ctx, tx, facts)
  const found = new Map(facts.map(({ id }, at) => [id, assignments[at]]))
  return ids.map((id): ManyClaim => {
    const { warehouseId, reason } = found.get(id) ?? {}
    if (!warehouseId) return { orderId: id, verdict: 'unmatched', reason: found.has(id) ? 'no_rule' : 'order_unknown' }
    return { id, claim: { kind: 'warehouse', warehouseId, reason: reason ?? '', byRules: true } }
  })
}
