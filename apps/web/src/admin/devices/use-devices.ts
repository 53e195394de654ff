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

export function useBadgeHolders() {
  const trpc = useTRPC()
  return useQuery(trpc.badges.holders.queryOptions())
}

export function useDeviceChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.devices.list.queryFilter()),
      queries.invalidateQueries(trpc.stations.list.queryFilter()),
      queries.invalidateQueries(trpc.badges.holders.queryFilter()),
    ])
  return {
    createEnrolment: useMutation(trpc.devices.createEnrolment.mutationOptions({ onSettled })),
    createGun: useMutation(trpc.devices.createGun.mutationOptions({ onSettled })),
    setGrants: useMutation(trpc.devices.setGrants.mutationOptions({ onSettled })),
    revoke: useMutation(trpc.devices.revoke.mutationOptions({ onSettled })),
    release: useMutation(trpc.devices.releaseQuarantine.mutationOptions({ onSettled })),
    saveStation: useMutation(trpc.stations.save.mutationOptions({ onSettled })),
    issueBadge: useMutation(trpc.badges.issue.mutationOptions({ onSettled })),
    unlockBadge: useMutation(trpc.badges.unlock.mutationOptions({ onSettled })),
    revokeBadge: useMutation(trpc.badges.revoke.mutationOptions({ onSettled })),
  }
}
