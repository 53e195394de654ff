import { type MoveBackInput, ORDER_STATES, type OrderActionResult } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { moveOrders } from './move-orders.ts'
import { ownMove } from './own-move.ts'

/** A person takes a shipped order back, with a reason; never within 24 hours of its shipment record, whoever asks. */
export async function moveBack(ctx: Context, input: MoveBackInput): Promise<OrderActionResult> {
  const move = ownMove(ctx, {
    ...{ id: input.id, topic: 'move_back', grants: ORDER_STATES },
    claim: { kind: 'step', to: input.to, parcels: [], reason: input.reason },
  })
  const [outcome] = await inTransaction(ctx, (tx) => moveOrders(ctx, tx, [move]))
  ctx.waker.wake('orders_moved')
  return { orderId: input.id, verdict: outcome?.verdict ?? 'unmatched', reason: outcome?.reason ?? 'order_unknown' }
}
