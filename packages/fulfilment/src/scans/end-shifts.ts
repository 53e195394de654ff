import type { Context } from '../runtime/context.ts'
import { OPERATOR_HOURS } from '../staff/index.ts'

/** A shift that nobody ended is over when its person has scanned nothing for twelve hours: it ended with their last scan. */
export async function endForgottenShifts(ctx: Context): Promise<void> {
  const since = new Date(ctx.now().getTime() - OPERATOR_HOURS * 3_600_000)
  await ctx.sql`
    UPDATE shifts s SET out_at = greatest(s.in_at,
      (SELECT max(c.occurred_at) FROM scans c WHERE c.operator_id = s.staff_id AND c.received_at >= s.in_at))
    WHERE s.out_at IS NULL AND s.in_at <= ${since}
      AND NOT EXISTS (SELECT FROM scans c WHERE c.operator_id = s.staff_id AND c.received_at > ${since})`
}
