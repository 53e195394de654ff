import type {
  CompareInput,
  DifferencesExportInput,
  OrderExportInput,
  TotalsExportInput,
  TotalsInput,
} from '@baton/contract'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useTRPC } from '#data/trpc.ts'

export function useComparison(input: CompareInput | null) {
  const trpc = useTRPC()
  return useQuery(trpc.reconcile.compare.queryOptions(input ?? skipToken, { retry: false }))
}

export function useTotals(input: TotalsInput | null) {
  const trpc = useTRPC()
  return useQuery(trpc.reconcile.totals.queryOptions(input ?? skipToken, { retry: false }))
}

export function useLastReplay() {
  const trpc = useTRPC()
  return useQuery(trpc.reconcile.lastReplay.queryOptions())
}

/** The address of a file; the browser downloads it as it is made. */
export function ordersFile(input: OrderExportInput): string {
  return `/api/export/orders?input=${encodeURIComponent(JSON.stringify(input))}`
}

export function totalsFile(input: TotalsExportInput): string {
  return `/api/export/totals?input=${encodeURIComponent(JSON.stringify(input))}`
}

export function differencesFile(input: DifferencesExportInput): string {
  return `/api/export/differences?input=${encodeURIComponent(JSON.stringify(input))}`
}
