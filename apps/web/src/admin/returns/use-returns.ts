import { RETURN_STAGES, type ReturnStage } from '@baton/contract'
import { useInfiniteQuery, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '#data/trpc.ts'

const PAGE_SIZE = 50
const LOOK_AGAIN_MS = 10_000

const PAGED = {
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
  refetchInterval: LOOK_AGAIN_MS,
}

interface Place {
  readonly warehouse: string | null
}

export function useReturns({ stage, warehouse, q }: Place & { readonly stage: ReturnStage; readonly q: string }) {
  const trpc = useTRPC()
  const input = { stage, ...(warehouse && { warehouseId: warehouse }), ...(q && { q }), limit: PAGE_SIZE }
  const query = useInfiniteQuery(trpc.returns.list.infiniteQueryOptions(input, PAGED))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  return { query, rows }
}

/** How many returns of the other stages bear what was looked for in one, as far as a page shows; stages without any are left out. */
export function useReturnsElsewhere({
  stage,
  warehouse,
  q,
}: Place & { readonly stage: ReturnStage; readonly q: string }) {
  const trpc = useTRPC()
  const input = { ...(warehouse && { warehouseId: warehouse }), q, limit: PAGE_SIZE }
  const others = RETURN_STAGES.filter((one) => one !== stage)
  const pages = useQueries({ queries: others.map((one) => trpc.returns.list.queryOptions({ ...input, stage: one })) })
  return others
    .map((one, at) => ({ stage: one, count: pages[at]?.data?.rows.length ?? 0 }))
    .filter(({ count }) => count > 0)
}

export function useOwnerless({ warehouse }: Place) {
  const trpc = useTRPC()
  const input = { ...(warehouse && { warehouseId: warehouse }), limit: PAGE_SIZE }
  const query = useInfiniteQuery(trpc.returns.ownerless.infiniteQueryOptions(input, PAGED))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  return { query, rows }
}

export function useReturnCounts({ warehouse }: Place) {
  const trpc = useTRPC()
  const input = warehouse ? { warehouseId: warehouse } : {}
  return useQuery(trpc.returns.counts.queryOptions(input, { refetchInterval: LOOK_AGAIN_MS })).data
}

export function useOrderReturns(orderId: string) {
  const trpc = useTRPC()
  return useQuery(trpc.returns.ofOrder.queryOptions({ orderId }, { refetchInterval: LOOK_AGAIN_MS })).data ?? []
}

/** Warehouses that returns come to. */
export function useReturnPlaces() {
  const trpc = useTRPC()
  return useQuery(trpc.floor.warehouses.queryOptions(undefined, { staleTime: 300_000 })).data ?? []
}

export function useReturnChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.returns.pathFilter()),
      queries.invalidateQueries(trpc.board.pathFilter()),
      queries.invalidateQueries(trpc.orders.timeline.pathFilter()),
    ])
  return {
    attach: useMutation(trpc.returns.attach.mutationOptions({ onSettled })),
    print: useMutation(
      trpc.returns.print.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.printers.pathFilter()) }),
    ),
    dismiss: useMutation(trpc.board.dismissScan.mutationOptions({ onSettled })),
  }
}
