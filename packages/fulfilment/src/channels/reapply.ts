import type { EventRow, EventState } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { isInState } from './in-state.ts'
import { readEventRow } from './list-events.ts'

/**
 * Queues one kept event to be read and applied again, whatever its standing; a settled one will show as duplicate or stale.
 * Throws `EVENT_NOT_FOUND`, or `ORDER_ERASED` where nothing is left to read.
 */
export async function reapplyEvent(ctx: Context, input: { id: string }): Promise<EventRow> {
  const changed = await ctx.sql`
    UPDATE channel_events e SET state = 'pending', next_try_at = NULL, claimed_until = NULL, error = NULL, tries = 0
    WHERE id = ${Number(input.id)} AND NOT ${isErased(ctx.sql)}`
  if (changed.count === 0) {
    await readEventRow(ctx, input)
    throw new Failure('ORDER_ERASED')
  }
  ctx.waker.wake('events_kept')
  return readEventRow(ctx, input)
}

function isErased(sql: Queryable): Fragment {
  return sql`EXISTS (SELECT FROM raw_events WHERE received_at = e.received_at AND id = e.id AND erased_at IS NOT NULL)`
}

/** Queues all events of one app that stand in the same trouble. */
export async function reapplyEvents(
  ctx: Context,
  input: { appId: string; state: Exclude<EventState, 'pending' | 'done'> },
): Promise<{ count: number }> {
  const changed = await ctx.sql`
    UPDATE channel_events e SET state = 'pending', next_try_at = NULL, claimed_until = NULL, error = NULL, tries = 0
    WHERE app_id = ${input.appId} AND ${isInState(ctx.sql, [input.state])}`
  if (changed.count > 0) ctx.waker.wake('events_kept')
  return { count: changed.count }
}
