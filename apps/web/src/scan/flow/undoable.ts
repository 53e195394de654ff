import { isAccepted, UNDO_SECONDS } from '@baton/contract'
import type { ScanRecord } from '../outbox/record.ts'

/** The latest scan that may still be taken back: the start of packing, or a parcel loaded. `latest`: newest first. */
export function undoable(latest: readonly ScanRecord[], now: number): ScanRecord | null {
  const undone = new Set(latest.flatMap(({ scan }) => (scan.kind === 'undo' ? [scan.scanId] : [])))
  const found = latest.find(({ scan }) => scan.kind === 'pack_start' || scan.kind === 'load')
  if (!found || undone.has(found.scan.id)) return null
  if (latest.some((one) => isHandOver(one, found))) return null
  if (found.outcome && !isAccepted(found.outcome.answer)) return null
  return secondsLeft(found, now) > 0 ? found : null
}

/** A truck that was handed over is on the road. */
function isHandOver({ scan }: ScanRecord, loaded: ScanRecord): boolean {
  return scan.kind === 'hand_over' && loaded.scan.kind === 'load' && scan.trip === loaded.scan.trip
}

/** Where the device keeps how many seconds the merchant gives. */
export const UNDO_KEY = 'baton.undo'

function undoSeconds(): number {
  try {
    return Number(localStorage.getItem(UNDO_KEY)) || UNDO_SECONDS
  } catch {
    return UNDO_SECONDS
  }
}

/** Seconds in which it may still be taken back. */
export function secondsLeft({ scan }: ScanRecord, now: number): number {
  const most = undoSeconds()
  return Math.min(most, Math.ceil((Date.parse(scan.at) - now) / 1000 + most))
}
