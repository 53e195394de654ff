import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useMay } from '#data/session.ts'
import { useTRPC } from '#data/trpc.ts'

const PAGE_SIZE = 50
const LOOK_AGAIN_MS = 10_000

export interface InterceptionFilter {
  readonly open: boolean
  readonly warehouseId: string | null
}

export function useInterceptions({ open, warehouseId }: InterceptionFilter) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.interceptions.list.infiniteQueryOptions(
      { open, ...(warehouseId && { warehouseId }), limit: PAGE_SIZE },
      {
        getNextPageParam: (page) => page.next ?? undefined,
        placeholderData: (before) => before,
        refetchInterval: LOOK_AGAIN_MS,
      },
    ),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  return { query, rows, counts: query.data?.pages[0] }
}

/** The tasks of one order, open and ended; nothing for who may not see them. */
export function useInterceptionsOf(orderId: string) {
  const trpc = useTRPC()
  const enabled = useMay('interceptions.read')
  const how = { enabled, refetchInterval: LOOK_AGAIN_MS }
  const open = useQuery(trpc.interceptions.list.queryOptions({ orderId, open: true, limit: 20 }, how))
  const ended = useQuery(trpc.interceptions.list.queryOptions({ orderId, open: false, limit: 20 }, how))
  return { open: open.data?.rows ?? [], ended: ended.data?.rows ?? [] }
}

/** Warehouses to choose from; none for who may not read them. */
export function useWarehouseChoices() {
  const trpc = useTRPC()
  const enabled = useMay('catalogue.read')
  return useQuery(trpc.catalogue.warehouses.queryOptions(undefined, { enabled, staleTime: 300_000 })).data ?? []
}

export function useInterceptionChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.interceptions.pathFilter()),
      queries.invalidateQueries(trpc.orders.timeline.pathFilter()),
    ])
  return {
    acknowledge: useMutation(trpc.interceptions.acknowledge.mutationOptions({ onSettled })),
    resolve: useMutation(trpc.interceptions.resolve.mutationOptions({ onSettled })),
  }
}
