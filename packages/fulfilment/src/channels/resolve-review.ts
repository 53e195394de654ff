import type { ReviewAssignInput, ReviewResolveInput } from '@baton/contract'
import { replayDeliveries } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { syncOrder } from './sync-order.ts'

/** Takes a review, or gives it back to everybody. */
export async function assignReview(ctx: Context, input: ReviewAssignInput): Promise<void> {
  const assigned = await ctx.sql`
    UPDATE reviews SET assignee_id = ${input.toMe ? ctx.actor.id : null}
    WHERE id = ${Number(input.id)} AND resolved_at IS NULL`
  if (assigned.count === 0) await refuse(ctx, input.id)
}

/**
 * Ends a review as a person decides. `retry` tells the channel again and leaves the review open: it ends by itself when
 * that succeeds. `believe_other` reads the order at its channel first, so that the hub takes what the lock lets it take.
 * Closing asks for a reason.
 */
export async function resolveReview(ctx: Context, input: ReviewResolveInput): Promise<void> {
  if (input.resolution === 'closed' && input.note === '')
    throw new Failure('INPUT_INVALID', { fields: { note: 'a reason is needed' } })
  const [review] = await ctx.sql<{ orderId: string; deliveryId: number | null }[]>`
    SELECT order_id, delivery_id FROM reviews WHERE id = ${Number(input.id)} AND resolved_at IS NULL`
  if (!review) return refuse(ctx, input.id)
  if (input.resolution === 'retry') return retry(ctx, input.id, review.deliveryId)
  if (input.resolution === 'believe_other') await syncOrder(ctx, { id: review.orderId })
  const resolved = await ctx.sql`
    UPDATE reviews SET resolution = ${input.resolution}, resolved_by = ${ctx.actor.name}, resolved_at = ${ctx.now()},
      note = ${input.note || null}, assignee_id = coalesce(assignee_id, ${ctx.actor.id})
    WHERE id = ${Number(input.id)} AND resolved_at IS NULL`
  if (resolved.count === 0) await refuse(ctx, input.id)
}

async function retry(ctx: Context, id: string, deliveryId: number | null): Promise<void> {
  if (deliveryId === null)
    throw new Failure('INPUT_INVALID', { fields: { resolution: 'nothing was sent that could be repeated' } })
  await ctx.sql`UPDATE reviews SET assignee_id = coalesce(assignee_id, ${ctx.actor.id}) WHERE id = ${Number(id)}`
  await replayDeliveries(ctx, { ids: [String(deliveryId)] })
}

async function refuse(ctx: Context, id: string): Promise<never> {
  const [known] = await ctx.sql`SELECT FROM reviews WHERE id = ${Number(id)}`
  throw new Failure(known ? 'REVIEW_RESOLVED' : 'REVIEW_NOT_FOUND')
}
