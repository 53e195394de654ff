import type { TripFact } from './facts.ts'
import type { Around, DatedScan } from './judged.ts'

/** Its truck was handed over. What was loaded before is on it, though nobody knew the waybill then. */
export function hasLeft(around: Around, { closedAt }: TripFact, { occurredAt }: DatedScan): boolean {
  return closedAt !== null && !(around.isLate && occurredAt <= closedAt)
}

/**
 * Its truck had left when the parcel was scanned. One that a device without network had loaded before that is on it, whenever
 * the scan arrives; only a clock that was measured may say so.
 */
export function hadLeft(around: Around, { closedAt }: TripFact, { scan, occurredAt }: DatedScan): boolean {
  if (closedAt === null) return false
  return around.isLate ? occurredAt > closedAt : scan.offsetMs === null || occurredAt >= closedAt
}
