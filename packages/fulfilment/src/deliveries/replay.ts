import type { ReplayInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { isOver } from './is-over.ts'

const MOST = 1000

/** Sends again what was given up, by name or everything of a route (at most 1,000 at a time). Returns how many. */
export async function replayDeliveries(ctx: Context, input: ReplayInput): Promise<{ replayed: number }> {
  const { sql } = ctx
  const which =
    'ids' in input
      ? sql`id = ANY(${input.ids.map(Number)})`
      : sql`id IN (SELECT id FROM deliveries WHERE ${isOver(sql, input.route)} AND state = 'dead' ORDER BY id LIMIT ${MOST})`
  const replayed = await sql`
    UPDATE deliveries SET state = 'pending', next_at = ${ctx.now()}, first_failed_at = NULL, settled_at = NULL
    WHERE state = 'dead' AND ${which}`
  ctx.waker.wake('deliveries_due')
  return { replayed: replayed.count }
}
