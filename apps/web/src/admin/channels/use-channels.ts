import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'

const REFRESH_MS = 5000

/** The channels as they stand, read again every five seconds while somebody looks. */
export function useChannels() {
  const trpc = useTRPC()
  return useQuery(trpc.channels.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }))
}

export function useDrivers() {
  const trpc = useTRPC()
  return useQuery(trpc.channels.drivers.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
}

export function useRefusals(id: string) {
  const trpc = useTRPC()
  return useQuery(trpc.channels.refusals.queryOptions({ id }))
}

export function useChannelChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries(trpc.channels.list.queryFilter())
  return {
    save: useMutation(trpc.channels.save.mutationOptions({ onSuccess })),
    setRate: useMutation(trpc.channels.setRate.mutationOptions({ onSuccess })),
    enable: useMutation(trpc.channels.enable.mutationOptions({ onSuccess })),
  }
}
