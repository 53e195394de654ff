import type { OrderPage } from '@baton/contract'
import { type InfiniteData, type QueryKey, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '#data/trpc.ts'
import { type FilterChoice, toOrderFilter } from './filter-url.ts'
import { rowsOf } from './merge-rows.ts'

export const PAGE_SIZE = 50

/** The list of one filter, page by page, and a way to change what is shown of it in place. */
export function useOrderList(choice: FilterChoice) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const filter = useMemo(() => toOrderFilter(choice), [choice])
  const options = trpc.orders.list.infiniteQueryOptions(
    { filter, limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.next ?? undefined, placeholderData: (before) => before },
  )
  const query = useInfiniteQuery(options)
  const rows = useMemo(() => rowsOf(query.data?.pages ?? []), [query.data])
  const key: QueryKey = options.queryKey
  return {
    query,
    filter,
    rows,
    pages: () => queries.getQueryData<Pages>(key)?.pages ?? [],
    change: (edit: (pages: readonly OrderPage[]) => OrderPage[]) =>
      queries.setQueryData<Pages>(key, (data) => data && { ...data, pages: edit(data.pages) }),
  }
}

type Pages = InfiniteData<OrderPage, string | null>
export type OrderList = ReturnType<typeof useOrderList>
