import type { ClockStep } from '../runtime/clock-watch.ts'
import type { Tx } from '../runtime/database.ts'
import { ENROLMENT_MINUTES } from './enrol-device.ts'
import { lockMinutes } from './spend-pin.ts'

/** After the clock was set back nobody stays locked out, and no code or shift stays good, for longer than it should have. */
export async function moveStaffWaits(tx: Tx, { by, now }: ClockStep): Promise<void> {
  if (by > 0) return
  const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const unlocked = tx`${now}::timestamptz + ${lockMinutes(tx, tx`greatest(locks - 1, 0)`)} * interval '1 minute'`
  await tx`UPDATE badges SET locked_until = least(locked_until, ${unlocked}) WHERE locked_until > ${now}`
  await tx`UPDATE badge_devices SET locked_until = least(locked_until, ${unlocked}) WHERE locked_until > ${now}`
  await tx`
    UPDATE device_enrolments SET expires_at = least(expires_at, ${after(ENROLMENT_MINUTES)})
    WHERE used_at IS NULL AND expires_at > ${now}`
  await tx`UPDATE devices SET operator_at = ${now} WHERE operator_at > ${now}`
  await tx`DELETE FROM staff_rate_limits WHERE last_request > ${now.getTime()}`
}
