import type { ReviewCause, ReviewStory } from '@baton/contract'
import { closeAlert, raiseAlert } from '../alerts/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'

export interface NewReview {
  readonly cause: ReviewCause
  readonly orderId: string
  readonly appId: string | null
  readonly otherName: string
  readonly code: string | null
  readonly answer: string | null
  readonly deliveryId: number | null
  readonly story?: readonly ReviewStory[]
}

const LONGEST_ANSWER = 1000

/** Opens a review for people; one that is open already about the same order, system and cause hears the latest answer. */
export async function openReviews(ctx: Context, tx: Tx, reviews: readonly NewReview[]): Promise<void> {
  const now = ctx.now()
  for (const review of [...reviews].sort((a, b) => (a.orderId < b.orderId ? -1 : 1))) {
    const [row] = await tx<{ isNew: boolean }[]>`
      INSERT INTO reviews (cause, order_id, app_id, other_name, code, answer, delivery_id, story, opened_at)
      VALUES (${review.cause}, ${review.orderId}, ${review.appId}, ${review.otherName}, ${review.code},
              ${review.answer?.slice(0, LONGEST_ANSWER) ?? null}, ${review.deliveryId},
              ${review.story ? tx.json(review.story as never) : null}, ${now})
      ON CONFLICT (order_id, other_name, cause) WHERE resolved_at IS NULL
      DO UPDATE SET code = excluded.code, answer = excluded.answer, delivery_id = excluded.delivery_id
      RETURNING xmax = 0 AS is_new`
    if (row?.isNew) await tellOfReviews(ctx, tx, review.otherName, { isNews: true })
  }
}

/** Keeps the alert about a system at the number of its open reviews, and ends it with the last one. */
export async function tellOfReviews(ctx: Context, tx: Tx, other: string, told: { isNews: boolean }): Promise<void> {
  const [row] = await tx<{ count: number }[]>`
    SELECT count(*)::int AS count FROM reviews WHERE other_name = ${other} AND resolved_at IS NULL`
  const count = row?.count ?? 0
  if (count === 0) await closeAlert(ctx, tx, { kind: 'review_opened', subject: other })
  else await raiseAlert(ctx, tx, { kind: 'review_opened', subject: other, params: { other }, count, ...told })
}

/** A later attempt succeeded: what was open about this order and system ends by itself. */
export async function closeReviews(
  ctx: Context,
  tx: Tx,
  about: { readonly orderId: string } & ({ readonly appId: string } | { readonly otherName: string }),
): Promise<void> {
  const system = 'appId' in about ? tx`app_id = ${about.appId}` : tx`app_id IS NULL AND other_name = ${about.otherName}`
  const closed = await tx<{ otherName: string }[]>`
    UPDATE reviews SET resolution = 'by_itself', resolved_at = ${ctx.now()}
    WHERE order_id = ${about.orderId} AND ${system} AND resolved_at IS NULL
      AND cause NOT IN ('impossible_claim', 'alternation')
    RETURNING other_name`
  for (const other of new Set(closed.map((one) => one.otherName)))
    await tellOfReviews(ctx, tx, other, { isNews: false })
}

/** Reviews for claims that the lock neither believes nor simply refuses. */
export async function openClaimReviews(
  ctx: Context,
  claims: readonly { orderId: string; appId: string | null; actorName: string; reason: string }[],
): Promise<void> {
  await inTransaction(ctx, (tx) =>
    openReviews(
      ctx,
      tx,
      claims.map(({ orderId, appId, actorName, reason }) => ({
        ...{ cause: 'impossible_claim', orderId, appId, otherName: actorName },
        ...{ code: reason, answer: null, deliveryId: null },
      })),
    ),
  )
}
