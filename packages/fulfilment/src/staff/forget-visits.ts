import type { Context } from '../runtime/context.ts'
import { daysAgo, inParts, PART } from '../runtime/forget.ts'

/**
 * Forgets throttled addresses, sessions and device codes a day after they ended: whoever comes to the door decides how many
 * they are.
 */
export async function forgetVisits(ctx: Context): Promise<void> {
  const yesterday = daysAgo(ctx, 1)
  await inParts(
    () => ctx.sql`
      DELETE FROM staff_rate_limits WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM staff_rate_limits WHERE last_request < ${yesterday.getTime()} LIMIT ${PART}))`,
  )
  await ctx.sql`DELETE FROM staff_sessions WHERE expires_at < ${yesterday}`
  await ctx.sql`DELETE FROM device_enrolments WHERE expires_at < ${yesterday}`
}
