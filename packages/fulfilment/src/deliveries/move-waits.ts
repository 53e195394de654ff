import type { ClockStep } from '../runtime/clock-watch.ts'
import type { Tx } from '../runtime/database.ts'

/**
 * A call is tried again as long after the one before as if the clock had not been set back, and has been failing no longer than
 * somebody tried: else a day's jump would put off every retry for a day, or give up every call that fails just then.
 */
export async function moveDeliveryWaits(tx: Tx, { by, now }: ClockStep): Promise<void> {
  const step = tx`${by} * interval '1 millisecond'`
  await tx`
    UPDATE deliveries SET first_failed_at = first_failed_at + ${step} WHERE state = 'pending' AND first_failed_at IS NOT NULL`
  if (by > 0) return
  await tx`
    UPDATE deliveries SET next_at = greatest(${now}, next_at + ${step}) WHERE state = 'pending' AND next_at > ${now}`
  await tx`UPDATE delivery_routes SET slot_at = greatest(${now}, slot_at + ${step}) WHERE slot_at > ${now}`
  await tx`UPDATE delivery_routes SET open_until = greatest(${now}, open_until + ${step}) WHERE open_until > ${now}`
}
