import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { isPushPossible, type PushState, subscribe, unsubscribe } from './subscription.ts'

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
    if (!isPushPossible()) set('unsupported')
    else void subscribe({ asks: false }).then(set, () => {})
  }, [])
  const turnOn = useCallback(() => subscribe({ asks: true }).then(set), [])
  const turnOff = useCallback(() => unsubscribe().then(set), [])
  return { state: current, turnOn, turnOff }
}
