import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMay } from '#data/session.ts'
import { useTRPC } from '#data/trpc.ts'

/** When a link was opened changes without the order. */
const LOOK_AGAIN_MS = 30_000

/** The links to an order's private page; nothing for who may not see them. */
export function useTrackingLinks(orderId: string) {
  const trpc = useTRPC()
  const enabled = useMay('links.manage')
  return useQuery(trpc.tracking.links.queryOptions({ orderId }, { enabled, refetchInterval: LOOK_AGAIN_MS }))
}

export function useTrackingLinkChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.tracking.pathFilter()),
      queries.invalidateQueries(trpc.orders.timeline.pathFilter()),
    ])
  return {
    make: useMutation(trpc.tracking.make.mutationOptions({ onSettled })),
    renew: useMutation(trpc.tracking.renew.mutationOptions({ onSettled })),
    takeBack: useMutation(trpc.tracking.takeBack.mutationOptions({ onSettled })),
  }
}
