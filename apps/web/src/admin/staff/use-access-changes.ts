import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '#data/trpc.ts'

const PAGE_SIZE = 50
const LOOK_AGAIN_MS = 15_000

export function useAccessChanges() {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.staff.accessChanges.infiniteQueryOptions(
      { limit: PAGE_SIZE },
      { getNextPageParam: (page) => page.next ?? undefined, refetchInterval: LOOK_AGAIN_MS },
    ),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  return { query, rows }
}
