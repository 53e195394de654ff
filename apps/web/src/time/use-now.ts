import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function tick() {
  now = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    now = Date.now()
    timer = setInterval(tick, 1000)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The time in milliseconds, fresh every second, one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readSecond, readSecond)
}

/** The time, fresh every minute only. */
export function useNowByMinute(): number {
  return useSyncExternalStore(subscribe, readMinute, readMinute)
}

function readSecond(): number {
  return now
}

function readMinute(): number {
  return Math.floor(now / 60_000) * 60_000
}
