import type { ReviewAssignInput, ReviewCause, ReviewResolveInput } from '@baton/contract'
import { replayDeliveries, supersedeDeliveries } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Queryable, Tx } from '../runtime/database.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { tellOfFewer } from './reviews.ts'
import { syncOrder } from './sync-order.ts'

/**
 * Takes a review, also from somebody who has it, or gives it back to everybody. Throws `VERSION_CONFLICT` when somebody else
 * has taken it since it was seen.
 */
export async function assignReview(ctx: Context, input: ReviewAssignInput): Promise<void> {
  const { id, toMe, seenWithId } = input
  const assigned = await ctx.sql`
    UPDATE reviews SET assignee_id = ${toMe ? ctx.actor.id : null}
    WHERE id = ${Number(id)} AND resolved_at IS NULL
      ${seenWithId === undefined ? ctx.sql`` : ctx.sql`AND assignee_id IS NOT DISTINCT FROM ${seenWithId}`}`
  if (assigned.count > 0) return
  const [open] = await ctx.sql`SELECT FROM reviews WHERE id = ${Number(id)} AND resolved_at IS NULL`
  if (open) throw new Failure('VERSION_CONFLICT')
  await refuse(ctx.sql, id)
}

/**
 * Ends a review as a person decides. `retry` tells the channel again and leaves the review open: it ends by itself when
 * that succeeds. `believe_other` reads the order at its channel first, so that the hub takes what the lock lets it take.
 * Closing asks for a reason. A call behind it that was given up waits for nobody then. An alternation ends with any decision, and then what it held back is told.
 */
export async function resolveReview(ctx: Context, input: ReviewResolveInput): Promise<void> {
  if (input.resolution === 'closed' && input.note === '') throw inputInvalid({ note: 'required' })
  const [review] = await ctx.sql<OpenReview[]>`
    SELECT id, order_id, app_id, other_name, cause, delivery_id FROM reviews WHERE id = ${Number(input.id)} AND resolved_at IS NULL`
  if (!review) return refuse(ctx.sql, input.id)
  if (input.resolution === 'retry' && review.cause !== 'alternation') return retry(ctx, review)
  if (input.resolution === 'believe_other') await syncOrder(ctx, { id: review.orderId })
  await inTransaction(ctx, async (tx) => {
    const resolved = await tx`
      UPDATE reviews SET resolution = ${input.resolution}, resolved_by = ${ctx.actor.name}, resolved_at = ${ctx.now()},
        note = ${input.note || null}, assignee_id = coalesce(assignee_id, ${ctx.actor.id})
      WHERE id = ${review.id} AND resolved_at IS NULL`
    if (resolved.count === 0) await refuse(tx, input.id)
    await tellOfFewer(ctx, tx, review.otherName)
    if (review.deliveryId !== null) await supersedeDeliveries(ctx, tx, [review.deliveryId])
    if (review.cause !== 'alternation') return
    if (input.resolution === 'retry') await sendAgain(ctx, tx, review)
    await planAgain(ctx, tx, review)
  })
}

interface OpenReview {
  readonly id: number
  readonly orderId: string
  readonly appId: string | null
  readonly otherName: string
  readonly cause: ReviewCause
  readonly deliveryId: number | null
}

async function retry(ctx: Context, review: OpenReview): Promise<void> {
  if (review.cause === 'impossible_claim') throw inputInvalid({ resolution: 'nothing_to_repeat' })
  await ctx.sql`UPDATE reviews SET assignee_id = coalesce(assignee_id, ${ctx.actor.id}) WHERE id = ${review.id}`
  if (review.deliveryId !== null) await replayDeliveries(ctx, { ids: [String(review.deliveryId)] })
  await inTransaction(ctx, (tx) => planAgain(ctx, tx, review))
}

/** What the other system took and then undid; its sender looks there first. */
async function sendAgain(ctx: Context, tx: Tx, { orderId, appId }: OpenReview): Promise<void> {
  await tx`
    UPDATE deliveries SET state = 'pending', next_at = ${ctx.now()}, first_failed_at = NULL, settled_at = NULL
    WHERE order_id = ${orderId} AND payload->>'appId' = ${appId} AND kind IN ('channel.ship', 'channel.cancel') AND state = 'done'`
  ctx.waker.wake('deliveries_due')
}

async function planAgain(ctx: Context, tx: Tx, { orderId }: OpenReview): Promise<void> {
  await ctx.jobs.add(tx, 'channels.write-back', [{ moves: [{ orderId, appId: null, actorKind: ctx.actor.kind }] }])
}

async function refuse(db: Queryable, id: string): Promise<never> {
  const [known] = await db`SELECT FROM reviews WHERE id = ${Number(id)}`
  throw new Failure(known ? 'REVIEW_RESOLVED' : 'REVIEW_NOT_FOUND')
}
