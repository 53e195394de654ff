import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'

const LOOK_AGAIN_MS = 5000

/** Read again every five seconds: the first message of a channel is waited for before this page. */
export function useSetup() {
  const trpc = useTRPC()
  return useQuery(trpc.setup.read.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS }))
}
