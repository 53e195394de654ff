import type { ClockStep } from '../runtime/clock-watch.ts'
import type { Tx } from '../runtime/database.ts'

/** A job that was asked for or taken under a clock that was ahead is missed as soon as any other. */
export async function movePrintWaits(tx: Tx, { by, now }: ClockStep): Promise<void> {
  if (by > 0) return
  await tx`
    UPDATE print_jobs SET created_at = least(created_at, ${now}), taken_at = least(taken_at, ${now})
    WHERE state IN ('queued', 'taken') AND (created_at > ${now} OR taken_at > ${now})`
}
