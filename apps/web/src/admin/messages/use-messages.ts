import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'

const REFRESH_MS = 10_000

/** The channels with what went wrong last, read again every ten seconds while somebody looks. */
export function useMessageChannels(enabled = true) {
  const trpc = useTRPC()
  return useQuery(trpc.messageChannels.list.queryOptions(undefined, { enabled, refetchInterval: REFRESH_MS }))
}

export function useMessageSpecs() {
  const trpc = useTRPC()
  return useQuery(trpc.messageChannels.specs.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
}

export function useMessageChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(trpc.messageChannels.list.queryFilter())
  return {
    save: useMutation(trpc.messageChannels.save.mutationOptions({ onSettled })),
    enable: useMutation(trpc.messageChannels.enable.mutationOptions({ onSettled })),
    saveAudience: useMutation(trpc.messageChannels.saveAudience.mutationOptions({ onSettled })),
    test: useMutation(trpc.messageChannels.test.mutationOptions({ onSettled })),
  }
}
