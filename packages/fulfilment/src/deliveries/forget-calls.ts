import type { Context } from '../runtime/context.ts'
import { daysAgo, inParts, NO_YOUNG_ROW, PART } from '../runtime/forget.ts'

/** Forgets after `BATON_CALL_DAYS` what outgoing calls that are over said and heard, and that subscribers and people were told anything. */
export async function forgetCalls(ctx: Context): Promise<void> {
  const days = ctx.env.BATON_CALL_DAYS
  if (days === 0) return
  await forgetAttempts(ctx, daysAgo(ctx, days))
  await forgetTellings(ctx, daysAgo(ctx, days))
}

/** Of calls that are over. One that was given up may yet be sent again by a person, who then wants to see why it was. */
async function forgetAttempts(ctx: Context, before: Date): Promise<void> {
  await inParts(
    () => ctx.sql`
      DELETE FROM delivery_attempts WHERE ctid = ANY(ARRAY(
        SELECT a.ctid FROM delivery_attempts a
        CROSS JOIN LATERAL (
          SELECT FROM deliveries WHERE id = a.delivery_id AND state IN ('done', 'cancelled') AND settled_at < ${before} LIMIT 1) d
        WHERE a.delivery_id < coalesce((
          SELECT delivery_id FROM delivery_attempts WHERE number = 1 AND at >= ${before} ORDER BY delivery_id LIMIT 1),
          ${NO_YOUNG_ROW})
        ORDER BY a.delivery_id, a.number LIMIT ${PART}))`,
  )
}

/**
 * Calls that are over, but those to channels: what a channel was told is never told it again. A subscriber's place is in the
 * feed, and whom an alert reached stands in its receipts.
 */
async function forgetTellings(ctx: Context, before: Date): Promise<void> {
  await inParts(
    () => ctx.sql`
      WITH old AS (
        SELECT d.id FROM delivery_routes r CROSS JOIN LATERAL (
          SELECT id FROM deliveries WHERE state IN ('done', 'cancelled') AND settled_at < ${before}
            AND (route, id) >= (r.route, 0) AND (route, id) < (r.route, coalesce((
              SELECT id FROM deliveries WHERE route = r.route AND created_at >= ${before} ORDER BY id LIMIT 1), ${NO_YOUNG_ROW}))
          ORDER BY route, id LIMIT ${PART}) d
        WHERE NOT starts_with(r.route, 'channel.') LIMIT ${PART}),
      said AS (DELETE FROM delivery_attempts WHERE delivery_id IN (SELECT id FROM old))
      DELETE FROM deliveries WHERE id IN (SELECT id FROM old)`,
  )
}
