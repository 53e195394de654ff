import { type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { mayRetry } from './failure.ts'

/** `failing`: reads of this page end with nothing; `slow`: one is still under way after this long. */
export type Silence = 'failing' | 'slow' | null

const SLOW_MS = 6000
const LOOK_MS = 1000

/** Whether what is in sight waits for a server that does not answer. */
export function useServerSilence(): Silence {
  const cache = useQueryClient().getQueryCache()
  const [silence, setSilence] = useState<Silence>(null)
  useEffect(() => {
    const since = new Map<string, number>()
    const timer = setInterval(() => setSilence(silenceOf(cache, since, performance.now())), LOOK_MS)
    return () => clearInterval(timer)
  }, [cache])
  return silence
}

/** `since` keeps from look to look when each read that is under way was first seen. */
export function silenceOf(cache: Pick<QueryCache, 'getAll'>, since: Map<string, number>, now: number): Silence {
  let slow = false
  let failing = false
  for (const query of cache.getAll()) {
    const { data, error, errorUpdateCount, fetchStatus } = query.state
    if (!query.isActive() || fetchStatus !== 'fetching') since.delete(query.queryHash)
    else {
      const first = since.get(query.queryHash) ?? now
      since.set(query.queryHash, first)
      slow ||= now - first >= SLOW_MS
    }
    const triesAgain = data === undefined && errorUpdateCount > 0 && fetchStatus === 'fetching'
    failing ||= query.isActive() && (triesAgain || (error !== null && mayRetry(error)))
  }
  return failing ? 'failing' : slow ? 'slow' : null
}
