import type { TripFact } from './facts.ts'
import type { Around, DatedScan } from './judged.ts'

/** Its truck was handed over. What was loaded before is on it, though nobody knew the waybill then. */
export function hasLeft(around: Around, { closedAt }: TripFact, { occurredAt }: DatedScan): boolean {
  return closedAt !== null && !(around.isLate && occurredAt <= closedAt)
}
