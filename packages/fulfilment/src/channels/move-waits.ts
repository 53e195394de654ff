import type { ClockStep } from '../runtime/clock-watch.ts'
import type { Tx } from '../runtime/database.ts'
import { CLAIM_SECONDS } from './apply.ts'
import { FIRST_LOOK_MS } from './catch-up.ts'
import { BY_HAND } from './standing.ts'

/**
 * Events are tried again as long after the try before as if the clock had not been set back. What a catch-up read up to a moment
 * that has not come yet it may not have read whole: the last day is read again.
 */
export async function moveChannelWaits(tx: Tx, { by, now }: ClockStep): Promise<void> {
  if (by > 0) return
  const step = tx`${by} * interval '1 millisecond'`
  await tx`
    UPDATE channel_events SET next_try_at = greatest(${now}, next_try_at + ${step})
    WHERE state IN ('pending', 'failed') AND next_try_at > ${now} AND next_try_at < ${BY_HAND}`
  await tx`
    UPDATE channel_events SET claimed_until = least(claimed_until, ${now}::timestamptz + ${CLAIM_SECONDS} * interval '1 second')
    WHERE state IN ('pending', 'failed') AND claimed_until > ${now}`
  await tx`UPDATE catch_ups SET up_to = least(up_to, ${new Date(now.getTime() - FIRST_LOOK_MS)})`
}
