import { useSyncExternalStore } from 'react'
import { outbox } from './outbox.ts'
import type { OutboxState } from './record.ts'
import { LOADING } from './state.ts'

/** What lies on this device and what the server has of it. */
export function useOutbox(): OutboxState {
  return useSyncExternalStore(outbox.subscribe, outbox.get, () => LOADING)
}
