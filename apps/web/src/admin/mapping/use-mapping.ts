import {
  type MappingPreviewInput,
  type MappingWordInput,
  PLATFORMS,
  PlatformId,
  type Standard,
  type StatusAxis,
} from '@baton/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTRPC, useTRPCClient } from '#data/trpc.ts'

/** A word as a dialog opens it, from the map or from the unmapped ones. */
export interface Word {
  readonly platform: PlatformId
  readonly axis: StatusAxis
  readonly native: string
  readonly label: string | null
  readonly standard: Standard | null
  readonly version: number
}

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

export function useMappingHistory({ platform, axis, native }: MappingWordInput) {
  const trpc = useTRPC()
  return useQuery(trpc.channels.mappingHistory.queryOptions({ platform, axis, native }))
}

/** Asked anew for each meaning looked at; the past moves on, so nothing is remembered for long. */
export function usePreview(input: MappingPreviewInput, enabled: boolean) {
  const trpc = useTRPC()
  return useQuery(trpc.channels.previewMapping.queryOptions(input, { enabled, gcTime: 10_000 }))
}

export function useSaveMapping() {
  const trpc = useTRPC()
  return useMutation(trpc.channels.saveMapping.mutationOptions({ onSettled: useMapRefresh() }))
}

export function useImportMapping() {
  const trpc = useTRPC()
  return useMutation(trpc.channels.importMapping.mutationOptions({ onSettled: useMapRefresh() }))
}

export function useExportMapping() {
  const client = useTRPCClient()
  return useMutation({ mutationFn: () => client.channels.exportMapping.query() })
}

function useMapRefresh() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries(trpc.channels.statusMap.queryFilter()),
      queries.invalidateQueries(trpc.channels.unmapped.queryFilter()),
      queries.invalidateQueries(trpc.channels.mappingHistory.queryFilter()),
    ])
}
