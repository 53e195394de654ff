import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'

const FRESH_EVERY_MS = 30_000

export function useDevices() {
  const trpc = useTRPC()
  return useQuery(trpc.devices.list.queryOptions(undefined, { refetchInterval: FRESH_EVERY_MS }))
}

export function useStations() {
  const trpc = useTRPC()
  return useQuery(trpc.stations.list.queryOptions())
}

export function useFloorWarehouses() {
  const trpc = useTRPC()
  return useQuery(trpc.floor.warehouses.queryOptions())
}

/** Who may carry a badge. Null where the person may not see the staff. */
export function useBadgeHolders(enabled: boolean) {
  const trpc = useTRPC()
  return useQuery(trpc.staff.list.queryOptions(undefined, { enabled }))
}

export function useDeviceChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.devices.list.queryFilter()),
      queries.invalidateQueries(trpc.stations.list.queryFilter()),
    ])
  return {
    createEnrolment: useMutation(trpc.devices.createEnrolment.mutationOptions({ onSettled })),
    createGun: useMutation(trpc.devices.createGun.mutationOptions({ onSettled })),
    revoke: useMutation(trpc.devices.revoke.mutationOptions({ onSettled })),
    release: useMutation(trpc.devices.releaseQuarantine.mutationOptions({ onSettled })),
    saveStation: useMutation(trpc.stations.save.mutationOptions({ onSettled })),
    issueBadge: useMutation(trpc.badges.issue.mutationOptions()),
    revokeBadge: useMutation(trpc.badges.revoke.mutationOptions()),
  }
}
