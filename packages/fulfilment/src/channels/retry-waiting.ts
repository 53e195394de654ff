import { sequenceFeed } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { PARCEL_UNKNOWN } from './name-orders.ts'
import { isStill, isUnsettled } from './take-up.ts'

/**
 * Gives committed changes their positions, and queues again the events that waited for one of these orders, or for a parcel
 * or state of it. Returns what `sequenceFeed` returns.
 */
export async function sequenceAndRetry(ctx: Context): Promise<{ placed: number; waiting: boolean }> {
  let woken = 0
  const round = await sequenceFeed(ctx, async (tx, orderIds) => {
    woken += await retryWaiting(tx, orderIds)
  })
  if (woken > 0) ctx.waker.wake('events_kept')
  return round
}

async function retryWaiting(tx: Tx, orderIds: readonly string[]): Promise<number> {
  const woken = await tx`
    UPDATE channel_events e SET state = 'pending', next_try_at = NULL
    WHERE ${isUnsettled(tx)} AND ${isStill(tx, ['waiting'])} AND e.order_number = ANY(ARRAY(SELECT native_number FROM orders WHERE id = ANY(${orderIds})))`
  return woken.count
}

/**
 * Queues again what was judged while its order was being made, so that neither saw the other, and parcels' steps that name
 * no order once one bears their waybill. An event that waits for something else is tried a few times more, for as long as
 * its order is that fresh. Returns how many.
 */
export async function retryOverlooked(ctx: Context): Promise<number> {
  const named = await ctx.sql`
    UPDATE channel_events e SET state = 'pending', next_try_at = NULL
    WHERE e.state = 'waiting' AND e.order_number IS NULL AND starts_with(e.error, ${PARCEL_UNKNOWN}) AND EXISTS (
      SELECT FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id JOIN orders o ON o.id = l.order_id
      JOIN shops h ON h.id = o.shop_id
      WHERE s.waybill = substr(e.error, ${PARCEL_UNKNOWN.length + 1}) AND h.app_id = e.app_id
        AND (h.native_number = e.shop_number OR e.shop_number IS NULL))`
  const woken = await ctx.sql`
    UPDATE channel_events e SET state = 'pending', next_try_at = NULL
    FROM orders o
    WHERE e.state = 'waiting' AND o.native_number = e.order_number AND o.updated_at > ${minutesAgo(ctx, 3)}
      AND o.updated_at > e.applied_at - interval '1 minute'`
  const count = named.count + woken.count
  if (count > 0) ctx.waker.wake('events_kept')
  return count
}

function minutesAgo(ctx: Context, minutes: number): Date {
  return new Date(ctx.now().getTime() - minutes * 60_000)
}
