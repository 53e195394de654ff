import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'

export function useMerchant() {
  const trpc = useTRPC()
  return useQuery(trpc.catalogue.merchant.queryOptions())
}

export function useSaveMerchant() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.catalogue.merchant.queryFilter()),
      queries.invalidateQueries(trpc.me.get.queryFilter()),
    ])
  return useMutation(trpc.catalogue.saveMerchant.mutationOptions({ onSettled }))
}
