import type { ClockStep } from '../runtime/clock-watch.ts'
import type { Tx } from '../runtime/database.ts'

/** What was dismissed under a clock that was ahead is silent no longer than it should have been. */
export async function moveAlertWaits(tx: Tx, { by, now }: ClockStep): Promise<void> {
  if (by > 0) return
  await tx`
    UPDATE alerts SET silent_until = greatest(${now}, silent_until + ${by} * interval '1 millisecond') WHERE silent_until > ${now}`
}
