import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useOutbox } from '../outbox/use-outbox.ts'
import {
  applyUpdate,
  lookForUpdate,
  registerWorker,
  subscribeToUpdates,
  type UpdateState,
  updateState,
} from './register.ts'

const NONE: UpdateState = { state: 'none', version: null }
const LOOK_EVERY_MS = 30 * 60_000

export interface Update {
  /** `held`: a newer version waits until everything on the device is on the server, unless the storage is its own already. */
  readonly state: 'none' | 'ready' | 'held' | 'applying'
  readonly version: string | null
  /** Begins the newer version; does nothing while it is held. */
  readonly apply: () => void
}

/** Keeps the pages on the device and offers newer ones. Never begins one by itself. */
export function useUpdate(): Update {
  const { state, version } = useSyncExternalStore(subscribeToUpdates, updateState, () => NONE)
  const isHeld = useOutbox(({ storage, onDevice, onServer }) => storage !== 'newer' && onDevice !== onServer)
  useEffect(() => {
    const look = () => void lookForUpdate().catch(() => {})
    void registerWorker()
    const timer = setInterval(look, LOOK_EVERY_MS)
    addEventListener('online', look)
    return () => {
      clearInterval(timer)
      removeEventListener('online', look)
    }
  }, [])
  const apply = useCallback(() => {
    if (!isHeld) applyUpdate()
  }, [isHeld])
  return { state: state === 'waiting' ? (isHeld ? 'held' : 'ready') : state, version, apply }
}
