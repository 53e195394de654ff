import { PLATFORMS, PlatformId } from '@baton/contract'
import { useQuery } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTRPC } from '#data/trpc.ts'

export function usePlatformChoice(): { platform: PlatformId; choose: (platform: PlatformId) => void } {
  const params = useSearchParams()
  const pathname = usePathname()
  const parsed = PlatformId.safeParse(params.get('platform'))
  return {
    platform: parsed.success ? parsed.data : PLATFORMS[0],
    choose: (platform) => window.history.replaceState(null, '', `${pathname}?platform=${platform}`),
  }
}

export function useStatusMap(platform: PlatformId) {
  const trpc = useTRPC()
  return useQuery(trpc.channels.statusMap.queryOptions({ platform }))
}

export function useUnmapped() {
  const trpc = useTRPC()
  return useQuery(trpc.channels.unmapped.queryOptions(undefined, { refetchInterval: 15_000 }))
}
