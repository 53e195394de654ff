import type { DeliveryKind } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { readChannelApps } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { openReviews } from './reviews.ts'
import { REVIEW_AFTER_MS } from './write-back-result.ts'

const KINDS = ['channel.ship', 'channel.cancel', 'channel.report'] as const satisfies readonly DeliveryKind[]
/** What waits in front of a channel that does no more than ask for its rate is soon told. */
const SOON_MS = 60_000
const AT_ONCE = 1000

interface Waiting {
  readonly id: number
  readonly kind: (typeof KINDS)[number]
  readonly orderId: string
  readonly appId: string
  readonly code: string
}

/**
 * Opens reviews for orders whose channel was not told for 15 minutes, or is sure not to be, because their calls wait behind
 * one that fails or was asked to wait: they are as untold as that one. A call has one review for it, whatever a person made of it.
 */
export async function reviewWaiting(ctx: Context): Promise<void> {
  const apps = new Map((await readChannelApps(ctx)).map((app) => [app.id, app]))
  const now = ctx.now()
  const since = new Date(now.getTime() - REVIEW_AFTER_MS)
  await inTransaction(ctx, async (tx) => {
    const waiting = await tx<Waiting[]>`
      SELECT d.id, d.kind, d.order_id, d.payload->>'appId' AS app_id, r.last_code AS code
      FROM (
        SELECT route, last_code, CASE
          WHEN slot_at > ${new Date(now.getTime() + SOON_MS)} THEN slot_at - ${REVIEW_AFTER_MS} * interval '1 millisecond'
          WHEN open_until IS NOT NULL AND EXISTS (
            SELECT FROM deliveries f WHERE f.route = o.route AND f.state = 'pending' AND f.first_failed_at <= ${since}) THEN ${since}
          END AS since
        FROM delivery_routes o WHERE last_code IS NOT NULL AND split_part(route, ':', 1) = ANY(${[...KINDS]})) r
      JOIN deliveries d ON d.route = r.route AND d.state = 'pending' AND d.created_at <= r.since
      WHERE d.order_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM reviews v WHERE v.order_id = d.order_id AND v.cause = 'write_back_failing'
          AND (v.resolved_at IS NULL OR v.delivery_id = d.id))
      ORDER BY d.id LIMIT ${AT_ONCE}`
    await openReviews(
      ctx,
      tx,
      waiting.map(({ id, kind, orderId, appId, code }) => {
        const app = apps.get(appId)
        const isReport = kind === 'channel.report'
        const name = (isReport ? app && DRIVERS[app.platform].report?.label.zh : app?.name) ?? appId
        return {
          ...{ cause: 'write_back_failing', orderId, appId: isReport ? null : appId, otherName: name },
          ...{ code, answer: null, deliveryId: id },
        }
      }),
    )
  })
}
