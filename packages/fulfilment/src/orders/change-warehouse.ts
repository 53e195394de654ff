import type { OrderActionResult, WarehouseChangeInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { moveOrders } from './move-orders.ts'
import { ownMove } from './own-move.ts'

/** A person overrides the rules, with a reason. Throws `WAREHOUSE_NOT_FOUND`, also for one that is switched off. */
export async function changeWarehouse(ctx: Context, input: WarehouseChangeInput): Promise<OrderActionResult> {
  const { id, warehouseId, reason } = input
  const [outcome] = await inTransaction(ctx, async (tx) => {
    const [known] = await tx`SELECT FROM warehouses WHERE id = ${warehouseId} AND enabled`
    if (!known) throw new Failure('WAREHOUSE_NOT_FOUND')
    return moveOrders(ctx, tx, [ownMove(ctx, { id, claim: { kind: 'warehouse', warehouseId, reason } })])
  })
  ctx.waker.wake('orders_moved')
  return { orderId: id, verdict: outcome?.verdict ?? 'unmatched', reason: outcome?.reason ?? null }
}
