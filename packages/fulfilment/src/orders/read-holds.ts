import type { HoldView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Hold } from './order.ts'

interface HoldEvent {
  readonly actorName: string
  readonly recordedAt: Date
  readonly holds: readonly Hold[]
}

/** The holds on an order, each with the name of who placed it as it stands now, and when. */
export async function readHolds(ctx: Context, order: { id: string; holds: readonly Hold[] }): Promise<HoldView[]> {
  if (order.holds.length === 0) return []
  const events = await ctx.sql<HoldEvent[]>`
    SELECT actor_name, recorded_at, patch->'holds' AS holds FROM order_event_history
    WHERE order_id = ${order.id} AND patch ? 'holds' ORDER BY seq`
  return order.holds.map((hold) => {
    const event = placingEvent(events, hold)
    const { reason, by, note, until } = hold
    return {
      reason,
      by,
      byName: event?.actorName ?? null,
      placedAt: event?.recordedAt.toISOString() ?? null,
      note,
      until,
    }
  })
}

/** The last event before which the hold was not there. */
function placingEvent(events: readonly HoldEvent[], hold: Hold): HoldEvent | undefined {
  const has = (event: HoldEvent | undefined) => event?.holds.some((one) => keyOf(one) === keyOf(hold)) ?? false
  return events.findLast((event, index) => has(event) && !has(events[index - 1]))
}

function keyOf({ reason, by, note, until }: Hold): string {
  return JSON.stringify([reason, by, note, until])
}
