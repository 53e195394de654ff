import type { ReviewCause, ReviewStory } from '@baton/contract'
import { closeAlert, isAlertOpen, lockAlert, raiseAlert } from '../alerts/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { rowsInto } from '../runtime/rows-as-text.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { reviews } from './tables.ts'

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

/** Opens reviews for people; one that is open already about the same order, system and cause hears the latest answer. */
export async function openReviews(ctx: Context, tx: Tx, told: readonly NewReview[]): Promise<void> {
  if (told.length === 0) return
  const openedAt = ctx.now()
  const latest = new Map(told.map((one) => [`${one.orderId}\n${one.otherName}\n${one.cause}`, one]))
  const rows = [...latest]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => ({ ...one, answer: one.answer?.slice(0, LONGEST_ANSWER) ?? null, openedAt }))
  const kept = await tx<{ otherName: string; isNew: boolean }[]>`
    INSERT INTO reviews ${rowsInto(tx, reviews, rows)}
    ON CONFLICT (order_id, other_name, cause) WHERE resolved_at IS NULL
    DO UPDATE SET code = excluded.code, answer = excluded.answer, delivery_id = excluded.delivery_id
    RETURNING other_name, xmax = 0 AS is_new`
  const news = Map.groupBy(
    kept.filter((one) => one.isNew),
    (one) => one.otherName,
  )
  for (const other of [...news.keys()].sort()) await tellOfMore(ctx, tx, other, news.get(other)?.length ?? 0)
}

/** Reviews of one system may open by the thousand while it is down: those that are open already are not counted anew each time. */
async function tellOfMore(ctx: Context, tx: Tx, other: string, more: number): Promise<void> {
  const about = { kind: 'review_opened', subject: other } as const
  const count = (await isAlertOpen(tx, about)) ? more : await countOpen(tx, other)
  await raiseAlert(ctx, tx, { ...about, params: { other }, count, more, isNews: true })
}

async function countOpen(tx: Tx, other: string): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    SELECT count(*)::int AS count FROM reviews WHERE other_name = ${other} AND resolved_at IS NULL`
  return row?.count ?? 0
}

/** Some of a system's reviews ended: its alert speaks of those that are left, and ends with the last one. */
export async function tellOfFewer(ctx: Context, tx: Tx, other: string): Promise<void> {
  await lockAlert(tx, { kind: 'review_opened', subject: other })
  const count = await countOpen(tx, other)
  if (count === 0) await closeAlert(ctx, tx, { kind: 'review_opened', subject: other })
  else await raiseAlert(ctx, tx, { kind: 'review_opened', subject: other, params: { other }, count, isNews: false })
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
  for (const other of new Set(closed.map((one) => one.otherName))) await tellOfFewer(ctx, tx, other)
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
