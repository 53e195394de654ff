import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'

/** What people do to orders; whatever shows them is read again. */
export function useOrderActions() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(trpc.orders.pathFilter())
  return {
    hold: useMutation(trpc.orders.hold.mutationOptions({ onSettled })),
    lift: useMutation(trpc.orders.lift.mutationOptions({ onSettled })),
    importWaybills: useMutation(trpc.orders.importWaybills.mutationOptions({ onSettled })),
    changeWarehouse: useMutation(trpc.orders.changeWarehouse.mutationOptions({ onSettled })),
    unbind: useMutation(trpc.orders.unbind.mutationOptions({ onSettled })),
    moveBack: useMutation(trpc.orders.moveBack.mutationOptions({ onSettled })),
    erase: useMutation(
      trpc.orders.erase.mutationOptions({
        onSettled: () => Promise.all([onSettled(), queries.invalidateQueries(trpc.tracking.pathFilter())]),
      }),
    ),
  }
}

/** How many orders of the same phone an erasure would meet. */
export function useErasePreview(id: string) {
  const trpc = useTRPC()
  return useQuery(trpc.orders.previewErasure.queryOptions({ id }, { staleTime: 0 }))
}

/** How many orders a hold by SKU would meet. */
export function useHoldPreview(sku: string) {
  const trpc = useTRPC()
  return useQuery(trpc.orders.previewHold.queryOptions({ sku }, { enabled: sku !== '', staleTime: 0 }))
}
