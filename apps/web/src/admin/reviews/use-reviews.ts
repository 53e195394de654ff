import type { ReviewRow } from '@baton/contract'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '#data/trpc.ts'

const PAGE_SIZE = 50
const LOOK_AGAIN_MS = 15_000

export interface ReviewFilter {
  readonly open: boolean
  readonly mine: boolean
}

export function useReviews(filter: ReviewFilter) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.reviews.list.infiniteQueryOptions(
      { ...filter, limit: PAGE_SIZE },
      {
        getNextPageParam: (page) => page.next ?? undefined,
        placeholderData: (before) => before,
        refetchInterval: LOOK_AGAIN_MS,
      },
    ),
  )
  const rows = useMemo<readonly ReviewRow[]>(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  return { query, rows, totals: query.data?.pages[0] }
}

export function useReviewChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(trpc.reviews.pathFilter())
  return {
    assign: useMutation(trpc.reviews.assign.mutationOptions({ onSettled })),
    resolve: useMutation(trpc.reviews.resolve.mutationOptions({ onSettled })),
  }
}
