import { useSyncExternalStore } from 'react'

let waiting = 0
const listeners = new Set<() => void>()

/** So many photos of recorded inspections are on this device alone. */
export function showWaitingPhotos(count: number): void {
  waiting = count
  for (const listener of listeners) listener()
}

/** How many photos of recorded inspections are on this device alone, as the page last counted them. */
export function useWaitingPhotos(): number {
  return useSyncExternalStore(
    subscribe,
    () => waiting,
    () => 0,
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
