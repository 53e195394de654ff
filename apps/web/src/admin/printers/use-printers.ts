import type { PrintJobsInput, PrintJobView } from '@baton/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMay } from '#data/session.ts'
import { useTRPC } from '#data/trpc.ts'

const LOOK_AGAIN_MS = 5000
const SOON_MS = 1000

export function usePrinters() {
  const trpc = useTRPC()
  return useQuery(trpc.printers.list.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS }))
}

/** The latest jobs, looked at more often while one of them has no outcome. */
export function usePrintJobs(input: PrintJobsInput) {
  const trpc = useTRPC()
  const enabled = useMay('scans.write')
  return useQuery(
    trpc.printers.jobs.queryOptions(input, {
      enabled,
      refetchInterval: (query) => (query.state.data?.some(isOpen) ? SOON_MS : LOOK_AGAIN_MS),
    }),
  )
}

function isOpen(job: PrintJobView): boolean {
  return job.state === 'queued' || job.state === 'taken'
}

export function usePrinting() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(trpc.printers.pathFilter())
  return {
    save: useMutation(trpc.printers.save.mutationOptions({ onSettled })),
    createAgent: useMutation(trpc.printers.createAgent.mutationOptions({ onSettled })),
    test: useMutation(trpc.printers.test.mutationOptions({ onSettled })),
    print: useMutation(trpc.printers.print.mutationOptions({ onSettled })),
    printAgain: useMutation(trpc.printers.printAgain.mutationOptions({ onSettled })),
  }
}

export function useSheet(orderId: string) {
  const trpc = useTRPC()
  return useQuery(trpc.printers.sheet.queryOptions({ orderId }))
}
