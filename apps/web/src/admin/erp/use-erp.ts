import type { Integration } from '@baton/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMay } from '#data/session.ts'
import { useTRPC } from '#data/trpc.ts'

const LOOK_AGAIN_MS = 15_000

export function useErps() {
  const trpc = useTRPC()
  return {
    erps: useQuery(trpc.erp.list.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS })),
    bursts: useQuery(trpc.erp.bursts.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS })),
  }
}

export function useSubscriptions() {
  const trpc = useTRPC()
  const enabled = useMay('erp.read')
  return useQuery(trpc.erp.subscriptions.queryOptions(undefined, { enabled }))
}

/** The last requests of one ERP, and what was refused at the door. */
export function useErpCalls(id: string) {
  const trpc = useTRPC()
  return {
    calls: useQuery(trpc.erp.calls.queryOptions({ id }, { refetchInterval: LOOK_AGAIN_MS })),
    refusals: useQuery(trpc.erp.refusals.queryOptions({ id })),
  }
}

export function useErpChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(trpc.erp.pathFilter())
  return {
    save: useMutation(trpc.erp.save.mutationOptions({ onSettled })),
    issueKey: useMutation(trpc.erp.issueKey.mutationOptions({ onSettled })),
    issueLogin: useMutation(trpc.erp.issueLogin.mutationOptions({ onSettled })),
    revokeKey: useMutation(trpc.erp.revokeKey.mutationOptions({ onSettled })),
    subscribe: useMutation(trpc.erp.subscribe.mutationOptions({ onSettled })),
    unsubscribe: useMutation(trpc.erp.unsubscribe.mutationOptions({ onSettled })),
    testSubscription: useMutation(trpc.erp.testSubscription.mutationOptions({ onSettled })),
  }
}

/** Pauses an ERP or a channel, or lets it go on. */
export function usePause(kind: Integration['kind']) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.erp.pathFilter()),
      queries.invalidateQueries(trpc.channels.list.queryFilter()),
    ])
  const erp = useMutation(trpc.erp.pause.mutationOptions({ onSettled }))
  const channel = useMutation(trpc.channels.pause.mutationOptions({ onSettled }))
  return kind === 'erp' ? erp : channel
}
