import type { Scanned } from './scanned.ts'

export interface ScanListener {
  readonly onScan: (scanned: Scanned) => void
  /** An input method composed what a scanner typed: nothing of it is a scan. */
  readonly onDiscarded?: () => void
}

/** The screen on top hears a scan, and it alone: who listened last. */
const listeners: ScanListener[] = []

/** Hears every scan, from whatever way it was captured, until the returned function is called. */
export function listenForScans(listener: ScanListener): () => void {
  listeners.push(listener)
  return () => {
    const at = listeners.lastIndexOf(listener)
    if (at >= 0) listeners.splice(at, 1)
  }
}

/** Hands one captured code to the screen on top; says whether there is one. */
export function announceScan(scanned: Scanned): boolean {
  const listener = listeners.at(-1)
  listener?.onScan(scanned)
  return listener !== undefined
}

/** Tells the screen on top that a scan was swallowed. */
export function announceDiscarded(): void {
  listeners.at(-1)?.onDiscarded?.()
}
