import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'

const REFRESH_MS = 60_000

export function useDeviationMap(days: 7 | 30) {
  const trpc = useTRPC()
  return useQuery(
    trpc.deviation.map.queryOptions({ days }, { refetchInterval: REFRESH_MS, placeholderData: keepPreviousData }),
  )
}

export function useDeviationCell(input: { appId: string; hour: string }) {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.deviation.cell.infiniteQueryOptions(
      { ...input, limit: 50 },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
  )
}

export function useAgreement() {
  const trpc = useTRPC()
  return useQuery(trpc.deviation.agreement.queryOptions(undefined, { refetchInterval: REFRESH_MS }))
}

export function useSaveDeviationSettings() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.deviation.saveSettings.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.deviation.map.queryFilter()),
    }),
  )
}
