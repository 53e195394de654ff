import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'

export function useStaff() {
  const trpc = useTRPC()
  return useQuery(trpc.staff.list.queryOptions())
}

export function useStaffChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(trpc.staff.list.queryFilter())
  return {
    create: useMutation(trpc.staff.create.mutationOptions({ onSettled })),
    setRole: useMutation(trpc.staff.setRole.mutationOptions({ onSettled })),
    enable: useMutation(trpc.staff.enable.mutationOptions({ onSettled })),
    setContacts: useMutation(trpc.staff.setContacts.mutationOptions({ onSettled })),
    resetPassword: useMutation(trpc.staff.resetPassword.mutationOptions({ onSettled })),
  }
}
