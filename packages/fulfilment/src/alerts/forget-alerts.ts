import type { Context } from '../runtime/context.ts'
import { daysAgo, inParts, NO_YOUNG_ROW } from '../runtime/forget.ts'

/** Each with a receipt for everybody whom it concerned. */
const ALERTS_AT_ONCE = 2000

/**
 * Forgets closed alerts with their receipts after `BATON_ALERT_DAYS`. Of calls that a person was shown and that may yet be sent again it stays known until when that person saw them.
 */
export async function forgetAlerts(ctx: Context): Promise<void> {
  const days = ctx.env.BATON_ALERT_DAYS
  if (days === 0) return
  const before = daysAgo(ctx, days)
  await inParts(
    () => ctx.sql`
      WITH old AS (
        SELECT id FROM alerts a WHERE closed_at < ${before} AND id < coalesce((
            SELECT id FROM alerts WHERE first_at >= ${before} ORDER BY id LIMIT 1), ${NO_YOUNG_ROW})
          AND NOT (kind = 'delivery_dead' AND closed_by IS NOT NULL AND EXISTS (
            SELECT FROM deliveries d WHERE d.route = a.subject AND d.state = 'dead'))
        ORDER BY id LIMIT ${ALERTS_AT_ONCE}),
      told AS (DELETE FROM alert_receipts WHERE alert_id IN (SELECT id FROM old))
      DELETE FROM alerts WHERE id IN (SELECT id FROM old)`,
    ALERTS_AT_ONCE,
  )
}
