import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { PushState } from './subscription.ts'

/** Needs the network anyway, so that the floor's pages need not carry it. */
const subscription = () => import('./subscription.ts')

/** A browser may lose its subscription while its page stays open for weeks. */
const GOOD_FOR_MS = 3_600_000

/** Whose push it is: the holder's id on the floor; at a desk the view itself, which every new session brings anew. */
type Who = object | string | null

let state: PushState = 'off'
let checkedFor: Who | undefined
let checking: Promise<void> | undefined
let checkedAt = 0
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
 * Whether web push reaches `who` at this browser; checked on load, for each who comes after, as soon as they are signed in
 * and the server answers, and every hour, and brought up to date where it was replaced, lost or another's.
 */
export async function pushState(who: Who): Promise<PushState> {
  if (who !== checkedFor) {
    checkedFor = who
    checking = undefined
    set('off')
  }
  if (Date.now() - checkedAt >= GOOD_FOR_MS) checking = undefined
  checking ??= check(who)
  await checking
  return state
}

async function check(who: Who): Promise<void> {
  checkedAt = Date.now()
  const told = await subscription()
    .then(({ subscribe }) => subscribe({ asks: false }))
    .catch(() => null)
  if (who !== checkedFor) return
  if (told === null) checking = undefined
  else set(told)
}

/** The same for a screen, with how to switch it. */
export function usePush(who: Who) {
  const current = useSyncExternalStore(
    listen,
    () => state,
    () => state,
  )
  useEffect(() => {
    void pushState(who)
    const timer = setInterval(() => void pushState(who), GOOD_FOR_MS)
    return () => clearInterval(timer)
  }, [who])
  const turnOn = useCallback(async () => set(await (await subscription()).subscribe({ asks: true })), [])
  const turnOff = useCallback(async () => set(await (await subscription()).unsubscribe()), [])
  return { state: current, turnOn, turnOff }
}
