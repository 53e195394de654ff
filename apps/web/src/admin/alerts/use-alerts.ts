import type { AlertsListInput } from '@baton/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useMay } from '#data/session.ts'
import { useTRPC } from '#data/trpc.ts'

const PAGE_SIZE = 50
const LOOK_AGAIN_MS = 15_000

export function useAlerts(which: AlertsListInput['which']) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.alerts.list.infiniteQueryOptions(
      { which, limit: PAGE_SIZE },
      {
        getNextPageParam: (page) => page.next ?? undefined,
        placeholderData: (before) => before,
        refetchInterval: LOOK_AGAIN_MS,
      },
    ),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  return { query, rows }
}

/** Open alerts that nobody has; 0 for who may not see them. */
export function useAlertCount(): number {
  const trpc = useTRPC()
  const enabled = useMay('alerts.read')
  const count = useQuery(trpc.alerts.count.queryOptions(undefined, { enabled, refetchInterval: LOOK_AGAIN_MS }))
  return count.data?.waiting ?? 0
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
