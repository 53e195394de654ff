import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { MAP_MEMORY_MS } from './status-maps.ts'

/**
 * Queues the events whose word has a meaning by now; they take effect in their place in time, or are `stale`. Runs with
 * every saved map and once a minute, for an event that was judged by the map of a moment before. Returns how many.
 */
export async function releaseMapped(ctx: Context, db: Queryable): Promise<number> {
  const after = new Date(ctx.now().getTime() + 2 * MAP_MEMORY_MS)
  const released = await db`
    UPDATE channel_events e SET state = 'pending', next_try_at = ${after}, claimed_until = NULL, error = NULL
    FROM channel_apps a
    WHERE a.id = e.app_id AND e.state = 'unmapped' AND (
      SELECT m.standard IS NOT NULL FROM status_maps m
      WHERE m.platform = a.platform AND m.axis = split_part(e.unmapped, ':', 1)
        AND m.native = substr(e.unmapped, strpos(e.unmapped, ':') + 1)
      ORDER BY m.version DESC LIMIT 1)`
  if (released.count > 0) ctx.waker.wake('events_kept')
  return released.count
}
