import { useSyncExternalStore } from 'react'
import { outbox } from './outbox.ts'
import type { OutboxState } from './record.ts'
import { LOADING } from './state.ts'

/** A part of what lies on this device and what the server has of it; only a change of that part draws anew. */
export function useOutbox<Part>(select: (state: OutboxState) => Part): Part {
  return useSyncExternalStore(
    outbox.subscribe,
    () => select(outbox.get()),
    () => select(LOADING),
  )
}
