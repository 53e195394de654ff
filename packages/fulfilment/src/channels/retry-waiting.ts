import type { Context } from '../runtime/context.ts'

/** Queues again the events that waited for these orders; called when orders appear or move. */
export async function retryWaiting(ctx: Context, nativeNumbers: readonly string[]): Promise<number> {
  const woken = await ctx.sql`
    UPDATE channel_events SET state = 'pending', next_try_at = NULL
    WHERE state = 'waiting' AND order_number = ANY(${nativeNumbers as string[]})`
  if (woken.count > 0) ctx.waker.wake('events_kept')
  return woken.count
}
