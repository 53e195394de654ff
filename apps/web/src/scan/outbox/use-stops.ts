import { useSyncExternalStore } from 'react'
import { scanApi } from './call.ts'
import { outbox } from './outbox.ts'
import { fetchStops, keptStops, type StopsKnown } from './stops.ts'

let known: StopsKnown | null = null
const listeners = new Set<() => void>()

/** What must not leave, also without network; null: this device has never heard it. Its age is `Date.now() - fetchedAt`. */
export function useStops(): StopsKnown | null {
  return useSyncExternalStore(
    subscribe,
    () => known,
    () => null,
  )
}

/** Asks for the stops anew; without network, what was kept stays. */
export async function refreshStops(): Promise<void> {
  const database = await outbox.open()
  known ??= await keptStops(database)
  notify()
  known = await fetchStops(database, scanApi, Date.now())
  notify()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function notify(): void {
  for (const listener of listeners) listener()
}
