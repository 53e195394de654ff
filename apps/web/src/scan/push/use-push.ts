import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { PushState } from './subscription.ts'

/** Needs the network anyway, so that the floor's pages need not carry it. */
const subscription = () => import('./subscription.ts')

let state: PushState = 'off'
let isChecked = false
const listeners = new Set<() => void>()

function set(next: PushState): void {
  state = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether web push reaches this browser; checked once a load, and brought up to date where it was replaced. */
export function usePush() {
  const current = useSyncExternalStore(
    listen,
    () => state,
    () => state,
  )
  useEffect(() => {
    if (isChecked) return
    isChecked = true
    void subscription()
      .then(({ subscribe }) => subscribe({ asks: false }))
      .then(set, () => {})
  }, [])
  const turnOn = useCallback(async () => set(await (await subscription()).subscribe({ asks: true })), [])
  const turnOff = useCallback(async () => set(await (await subscription()).unsubscribe()), [])
  return { state: current, turnOn, turnOff }
}
