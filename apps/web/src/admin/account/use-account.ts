import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'

const FRESH_EVERY_MS = 30_000

export function useAccount() {
  const trpc = useTRPC()
  return useQuery(trpc.account.get.queryOptions(undefined, { refetchInterval: FRESH_EVERY_MS }))
}

export function useAccountChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(trpc.account.get.queryFilter())
  return {
    changePassword: useMutation(trpc.account.changePassword.mutationOptions({ onSettled })),
    endSession: useMutation(trpc.account.endSession.mutationOptions({ onSettled })),
    giveBackDevice: useMutation(trpc.account.giveBackDevice.mutationOptions({ onSettled })),
    endOthers: useMutation(trpc.account.endOthers.mutationOptions({ onSettled })),
  }
}
