import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLiveMessages } from '#data/live.tsx'
import { useTRPC } from '#data/trpc.ts'

/** One order with everything that hangs on it, read again whenever it changes anywhere. */
export function useOrder(id: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const order = useQuery(trpc.orders.get.queryOptions({ id }))
  const timeline = useInfiniteQuery(
    trpc.orders.timeline.infiniteQueryOptions(
      { id, limit: 100 },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
  )
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.orders.get.queryFilter({ id })),
      queries.invalidateQueries({ queryKey: trpc.orders.timeline.infiniteQueryKey({ id, limit: 100 }) }),
    ])
  useLiveMessages((message) => {
    const isOfIt = message.kind === 'changed' ? message.orderIds.includes(id) : message.kind === 'resync'
    if (isOfIt) void refresh()
  })
  const sync = useMutation(trpc.orders.syncNow.mutationOptions({ onSuccess: refresh }))
  const entries = useMemo(() => timeline.data?.pages.flatMap((page) => page.entries) ?? [], [timeline.data])
  return { order, timeline, entries, sync }
}

export type OrderRead = ReturnType<typeof useOrder>
