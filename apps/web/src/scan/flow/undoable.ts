import { type ScanKind, toneOf, UNDO_SECONDS } from '@baton/contract'
import type { ScanRecord } from '../outbox/record.ts'

const UNDOABLE: readonly ScanKind[] = ['pack_start', 'bind', 'load', 'return_arrived']

/** Whoever taps twice takes one step back. */
const PAUSE_MS = 1500

/**
 * The latest scan that may still be taken back: the start of packing, a waybill bound to it, a parcel loaded, or a return
 * taken in and not inspected. `latest`: newest first. Once a bind was taken back, the start of its packing may be, too.
 */
export function undoable(latest: readonly ScanRecord[], now: number): ScanRecord | null {
  const undone = new Set(latest.flatMap(({ scan }) => (scan.kind === 'undo' ? [scan.scanId] : [])))
  const steps = latest.filter(({ scan }) => UNDOABLE.includes(scan.kind) && !('from' in scan))
  const [last] = steps
  const freed = last?.scan.kind === 'bind' && undone.has(last.scan.id) ? last.scan.orderId : null
  const found = freed ? steps.find(({ scan }) => scan.kind === 'pack_start' && scan.code === freed) : last
  if (!found || undone.has(found.scan.id)) return null
  const [newest] = latest
  if (newest?.scan.kind === 'undo' && Math.abs(now - Date.parse(newest.scan.at)) < PAUSE_MS) return null
  if (latest.some((one) => isHandOver(one, found) || isInspection(one, found))) return null
  if (found.outcome && toneOf(found.outcome.answer) !== 'ok') return null
  return secondsLeft(found, now) > 0 ? found : null
}

/** A truck that was handed over is on the road. */
function isHandOver({ scan }: ScanRecord, loaded: ScanRecord): boolean {
  return scan.kind === 'hand_over' && loaded.scan.kind === 'load' && scan.trip === loaded.scan.trip
}

function isInspection({ scan }: ScanRecord, taken: ScanRecord): boolean {
  return scan.kind === 'return_inspected' && taken.scan.kind === 'return_arrived' && scan.code === taken.scan.code
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
