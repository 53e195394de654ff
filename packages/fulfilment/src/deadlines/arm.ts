import type { Tx } from '../runtime/database.ts'
import { rowsInto } from '../runtime/rows-as-text.ts'
import { deadlines as table } from './tables.ts'

export interface Deadline {
  /** What it is about, e.g. a global id. */
  readonly subject: string
  readonly kind: string
  readonly tier: number
  readonly dueAt: Date
}

/** Arms deadlines, or moves armed ones to their new instant, in one statement. What has fired is armed anew only for another instant. */
export async function armDeadlines(tx: Tx, deadlines: readonly Deadline[], now: Date): Promise<void> {
  if (deadlines.length === 0) return
  const rows = deadlines.map((one) => ({ ...one, state: 'armed', armedAt: now, firedAt: null }))
  await tx`
    INSERT INTO deadlines ${rowsInto(tx, table, rows)}
    ORDER BY subject, kind, tier
    ON CONFLICT (subject, kind, tier) DO UPDATE
      SET due_at = excluded.due_at, state = 'armed', armed_at = excluded.armed_at, fired_at = NULL
      WHERE deadlines.due_at <> excluded.due_at OR deadlines.state = 'cancelled'`
}

export interface DeadlineKey {
  readonly subject: string
  readonly kind: string
}

/** Cancels every armed tier of the given deadlines. Nothing is left of them: nobody asks what was once promised and is no more. */
export async function cancelDeadlines(tx: Tx, keys: readonly DeadlineKey[]): Promise<void> {
  if (keys.length === 0) return
  await tx`
    DELETE FROM deadlines
    USING unnest(${keys.map((one) => one.subject)}::text[], ${keys.map((one) => one.kind)}::text[]) AS gone(subject, kind)
    WHERE deadlines.subject = gone.subject AND deadlines.kind = gone.kind AND deadlines.state = 'armed'`
}

/** Moves armed deadlines of one kind by a duration in one UPDATE, however many they are. Returns how many moved. */
export async function moveDeadlines(tx: Tx, kind: string, by: { milliseconds: number }): Promise<number> {
  const moved = await tx`
    UPDATE deadlines SET due_at = due_at + ${by.milliseconds} * interval '1 millisecond'
    WHERE kind = ${kind} AND state = 'armed'`
  return moved.count
}
