import { type MoveBackInput, ORDER_STATES, type OrderActionResult, type OwnTopic } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { moveOrders } from './move-orders.ts'

/** A person takes a shipped order back, with a reason; never within 24 hours of its shipment record, whoever asks. */
export async function moveBack(ctx: Context, input: MoveBackInput): Promise<OrderActionResult> {
  const source = {
    appId: null,
    address: ctx.address ?? 'baton',
    eventId: null,
    topic: 'move_back' satisfies OwnTopic,
  } as const
  const [outcome] = await inTransaction(ctx, (tx) =>
    moveOrders(ctx, tx, [
      {
        target: { by: 'id', id: input.id },
        source: { ...source, actor: ctx.actor, authority: 'granted', grants: ORDER_STATES },
        occurredAt: ctx.now(),
        claim: { kind: 'step', to: input.to, parcels: [], reason: input.reason },
      },
    ]),
  )
  ctx.waker.wake('orders_moved')
  return { orderId: input.id, verdict: outcome?.verdict ?? 'unmatched', reason: outcome?.reason ?? 'order_unknown' }
}
