import type { Context } from '../runtime/context.ts'
import { SHOP_OFF, SHOP_UNKNOWN } from './read-events.ts'

/**
 * Queues the events that waited for their shop to be added or switched on. Runs once a minute; what they say takes effect in
 * its place in time, or is `stale`. Returns how many.
 */
export async function releaseShops(ctx: Context): Promise<number> {
  const released = await ctx.sql`
    UPDATE channel_events e SET state = 'pending', next_try_at = NULL, claimed_until = NULL
    FROM shops s
    WHERE e.state = 'waiting' AND s.app_id = e.app_id AND s.enabled
      AND e.error IN (${SHOP_OFF} || s.native_number, ${SHOP_UNKNOWN} || s.native_number)`
  if (released.count > 0) ctx.waker.wake('events_kept')
  return released.count
}
