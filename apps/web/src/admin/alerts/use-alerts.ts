import type { AlertsListInput } from '@baton/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { useLiveMessages } from '#data/live.tsx'
import { useMay } from '#data/session.ts'
import { useTRPC } from '#data/trpc.ts'

const PAGE_SIZE = 50
/** The live stream says at once when alerts change; this finds what it missed. */
const LOOK_AGAIN_MS = 15_000
/** As many as the server takes at once; what is left over goes with the next reading. */
const MOST_SEEN = 100

export function useAlerts(which: AlertsListInput['which'], enabled = true) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.alerts.list.infiniteQueryOptions(
      { which, limit: PAGE_SIZE },
      {
        getNextPageParam: (page) => page.next ?? undefined,
        placeholderData: (before) => before,
        refetchInterval: LOOK_AGAIN_MS,
        enabled,
      },
    ),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  return { query, rows }
}

/** Reads alerts anew as soon as the live stream says that they changed, also in a tab that nobody looks at. */
export function useAlertsLive(): void {
  const trpc = useTRPC()
  const queries = useQueryClient()
  useLiveMessages(({ kind }) => {
    if (kind !== 'changed') void queries.invalidateQueries(trpc.alerts.pathFilter())
  })
}

/** Open alerts that nobody has; 0 for who may not see them. */
export function useAlertCount(): number {
  const trpc = useTRPC()
  const enabled = useMay('alerts.read')
  const count = useQuery(trpc.alerts.count.queryOptions(undefined, { enabled, refetchInterval: LOOK_AGAIN_MS }))
  return count.data?.waiting ?? 0
}

/** Whom one alert reached, read again while somebody looks. */
export function useReceipts(id: string) {
  const trpc = useTRPC()
  return useQuery(trpc.alerts.receipts.queryOptions({ id }, { refetchInterval: LOOK_AGAIN_MS }))
}

/** Says once of each alert that it stood on the screen. */
export function useMarkSeen(ids: readonly string[]): void {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries(trpc.alerts.receipts.pathFilter())
  const { mutate } = useMutation(trpc.alerts.seen.mutationOptions({ onSuccess }))
  const told = useRef(new Set<string>())
  useEffect(() => {
    const fresh = ids.filter((id) => !told.current.has(id)).slice(0, MOST_SEEN)
    if (fresh.length === 0) return
    for (const id of fresh) told.current.add(id)
    const onError = () => {
      for (const id of fresh) told.current.delete(id)
    }
    mutate({ ids: fresh }, { onError })
  }, [ids, mutate])
}

export function useAlertChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(trpc.alerts.pathFilter())
  return {
    acknowledge: useMutation(trpc.alerts.acknowledge.mutationOptions({ onSettled })),
    dismiss: useMutation(trpc.alerts.dismiss.mutationOptions({ onSettled })),
  }
}
