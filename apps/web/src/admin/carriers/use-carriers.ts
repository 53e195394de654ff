import { CARRIER_SYSTEMS, CarrierSystem, type CarrierWordInput } from '@baton/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTRPC } from '#data/trpc.ts'

/** Which channel's codes are shown, and which of them is open, out of the address: a review links here. */
export function useCarrierChoice() {
  const params = useSearchParams()
  const pathname = usePathname()
  const parsed = CarrierSystem.safeParse(params.get('platform'))
  const platform: CarrierSystem = parsed.success ? parsed.data : CARRIER_SYSTEMS[0]
  const carrier = params.get('carrier')?.slice(0, 40) || null
  const show = (to: CarrierSystem, open: string | null = null) => {
    const search = new URLSearchParams({ platform: to, ...(open !== null && { carrier: open }) })
    window.history.replaceState(null, '', `${pathname}?${search}`)
  }
  return { platform, carrier, show }
}

export function useCarriers(platform: CarrierSystem) {
  const trpc = useTRPC()
  return useQuery(trpc.channels.carriers.queryOptions({ platform }))
}

export function useCarrierHistory(word: CarrierWordInput) {
  const trpc = useTRPC()
  return useQuery(trpc.channels.carrierHistory.queryOptions(word))
}

export function useSaveCarrier() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.channels.carriers.queryFilter()),
      queries.invalidateQueries(trpc.channels.carrierHistory.queryFilter()),
    ])
  return useMutation(trpc.channels.saveCarrier.mutationOptions({ onSettled }))
}
