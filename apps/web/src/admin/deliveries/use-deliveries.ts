import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '#data/trpc.ts'
import { type DeliveryFilter, toDeliveriesInput } from './filter-url.ts'

const PAGE_SIZE = 50
const LOOK_AGAIN_MS = 10_000

export function useDeliveries(filter: DeliveryFilter) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.deliveries.list.infiniteQueryOptions(toDeliveriesInput(filter, PAGE_SIZE), {
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (before) => before,
      refetchInterval: LOOK_AGAIN_MS,
    }),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  return { query, rows }
}

export function useRoutes() {
  const trpc = useTRPC()
  return useQuery(trpc.deliveries.routes.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS }))
}

export function useDelivery(id: string) {
  const trpc = useTRPC()
  return useQuery(trpc.deliveries.get.queryOptions({ id }, { refetchInterval: LOOK_AGAIN_MS }))
}

export function useReplay() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(trpc.deliveries.pathFilter())
  return useMutation(trpc.deliveries.replay.mutationOptions({ onSettled }))
}
