import { useMutation, useQuery } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'
import { startOfMerchantDay } from '#time/merchant-days.ts'

const LOOK_AGAIN_MS = 15_000

/** The trucks of one of the merchant's days. */
export function useHandOvers({ day, warehouseId }: { day: string; warehouseId: string | null }) {
  const trpc = useTRPC()
  const time = { from: startOfMerchantDay(day), to: startOfMerchantDay(day, 1) }
  return useQuery(
    trpc.trips.list.queryOptions(
      { ...time, ...(warehouseId !== null && { warehouseId }) },
      { refetchInterval: LOOK_AGAIN_MS, placeholderData: (before) => before },
    ),
  )
}

/** Warehouses that parcels leave from. */
export function useDoors() {
  const trpc = useTRPC()
  return useQuery(trpc.floor.warehouses.queryOptions(undefined, { staleTime: 300_000 })).data ?? []
}

export function useHandOverList(code: string) {
  const trpc = useTRPC()
  return useQuery(trpc.trips.handOverList.queryOptions({ code }, { refetchInterval: LOOK_AGAIN_MS }))
}

export function usePrintTrip() {
  const trpc = useTRPC()
  return useMutation(trpc.trips.print.mutationOptions())
}
