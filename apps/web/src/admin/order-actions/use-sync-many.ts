import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { clientFailure } from '#data/failure.ts'
import { useTRPC, useTRPCClient } from '#data/trpc.ts'
import type { Outcome } from './outcome.ts'

/** So many orders are read at their channels at a time. */
const AT_ONCE = 4

/** Reads many orders at their channels, a few at a time; `done` counts, null while nothing runs. */
export function useSyncMany() {
  const client = useTRPCClient()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [done, setDone] = useState<number | null>(null)
  const stopped = useRef(false)
  const stop = useCallback(() => {
    stopped.current = true
  }, [])
  useEffect(() => stop, [stop])

  const sync = useCallback(
    async (ids: readonly string[]): Promise<readonly Outcome[]> => {
      stopped.current = false
      const outcomes: Outcome[] = []
      const askOne = (orderId: string): Promise<Outcome> =>
        client.orders.syncNow.mutate({ id: orderId }).then(
          ({ verdict }) => ({ orderId, verdict: verdict ?? 'duplicate', reason: null }),
          (error: unknown) => ({ orderId, failure: clientFailure(error).code }),
        )
      for (let at = 0; at < ids.length && !stopped.current; at += AT_ONCE) {
        setDone(at)
        outcomes.push(...(await Promise.all(ids.slice(at, at + AT_ONCE).map(askOne))))
      }
      setDone(null)
      await queries.invalidateQueries(trpc.orders.pathFilter())
      return outcomes
    },
    [client, queries, trpc],
  )
  return { sync, done, stop }
}
