import { useSyncExternalStore } from 'react'
import { drawnTogether } from '../draw/draw-soon.ts'
import { outbox } from './outbox.ts'
import type { OutboxState } from './record.ts'
import { LOADING } from './state.ts'

const subscribe = drawnTogether(outbox.subscribe)

/** A part of what lies on this device and what the server has of it; only a change of that part draws anew. */
export function useOutbox<Part>(select: (state: OutboxState) => Part): Part {
  return useSyncExternalStore(
    subscribe,
    () => select(outbox.get()),
    () => select(LOADING),
  )
}
