import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { useMay } from '#data/session.ts'
import { useTRPC } from '#data/trpc.ts'
import { type EventFilter, readEventFilter, toEventsInput, writeEventFilter } from './filter-url.ts'

const PAGE_SIZE = 50
/** An event in the queue is dealt with in less than a second, as a rule. */
const ASK_AGAIN_MS = 500

export function useEventFilter() {
  const params = useSearchParams()
  const pathname = usePathname()
  const filter = useMemo(() => readEventFilter(params), [params])
  const change = useCallback(
    (part: Partial<EventFilter>) => {
      const query = writeEventFilter({ ...readEventFilter(new URLSearchParams(location.search)), ...part })
      window.history.replaceState(null, '', query === '' ? pathname : `${pathname}?${query}`)
    },
    [pathname],
  )
  return { filter, change }
}

export function useEventList(filter: EventFilter) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.events.list.infiniteQueryOptions(toEventsInput(filter, PAGE_SIZE), {
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (before) => before,
    }),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  return { query, rows }
}

/** The apps to choose from; nothing for who may not read channels. */
export function useAppChoices() {
  const trpc = useTRPC()
  const enabled = useMay('channels.read')
  const apps = useQuery(trpc.channels.list.queryOptions(undefined, { enabled, staleTime: 60_000 }))
  return apps.data ?? []
}

export function useEvent(id: string) {
  const trpc = useTRPC()
  return useQuery(
    trpc.events.get.queryOptions(
      { id },
      { refetchInterval: (query) => (query.state.data?.state === 'pending' ? ASK_AGAIN_MS : false) },
    ),
  )
}

export function useReapply() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries(trpc.events.pathFilter())
  return {
    one: useMutation(trpc.events.reapply.mutationOptions({ onSuccess })),
    many: useMutation(trpc.events.reapplyMany.mutationOptions({ onSuccess })),
  }
}
