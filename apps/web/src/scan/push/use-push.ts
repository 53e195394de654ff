import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { PushState } from './subscription.ts'

/** Needs the network anyway, so that the floor's pages need not carry it. */
const subscription = () => import('./subscription.ts')

let state: PushState = 'off'
let checking: Promise<void> | undefined
const listeners = new Set<() => void>()

function set(next: PushState): void {
  state = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Whether web push reaches this browser; checked once a load, as soon as somebody is signed in and the server answers, and
 * brought up to date where it was replaced or lost.
 */
export async function pushState(): Promise<PushState> {
  checking ??= subscription()
    .then(({ subscribe }) => subscribe({ asks: false }))
    .then(set, () => {
      checking = undefined
    })
  await checking
  return state
}

/** The same for a screen, with how to switch it. */
export function usePush() {
  const current = useSyncExternalStore(
    listen,
    () => state,
    () => state,
  )
  useEffect(() => void pushState(), [])
  const turnOn = useCallback(async () => set(await (await subscription()).subscribe({ asks: true })), [])
  const turnOff = useCallback(async () => set(await (await subscription()).unsubscribe()), [])
  return { state: current, turnOn, turnOff }
}
