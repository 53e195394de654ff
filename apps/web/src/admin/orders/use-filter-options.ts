import {
  DUE,
  DUE_LABELS,
  HOLD_REASON_LABELS,
  HOLD_REASONS,
  NO_WAREHOUSE,
  PLATFORM_LABELS,
  PLATFORMS,
  SELLER_FLAG_LABELS,
  SELLER_FLAGS,
  SHOWN_STATUS_LABELS,
  SHOWN_STATUSES,
} from '@baton/contract'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '#data/session.ts'
import { useTRPC } from '#data/trpc.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import type { ListKey } from './filter-url.ts'
import { ordersWords } from './words.ts'

export interface FilterOption {
  readonly key: ListKey
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

/** What can be chosen; shops and warehouses only for who may read the catalogue. */
export function useFilterOptions(): readonly FilterOption[] {
  const trpc = useTRPC()
  const label = useLabel()
  const t = useWords(ordersWords)
  const mayRead = useMay('catalogue.read')
  const shops = useQuery(trpc.catalogue.shops.queryOptions(undefined, { enabled: mayRead, staleTime: 300_000 }))
  const warehouses = useQuery(
    trpc.catalogue.warehouses.queryOptions(undefined, { enabled: mayRead, staleTime: 300_000 }),
  )
  const named = (rows: readonly { id: string; name: string }[] | undefined) =>
    (rows ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const fixed: FilterOption[] = [
    { key: 'platform', choices: PLATFORMS.map((value) => ({ value, label: label(PLATFORM_LABELS[value]) })) },
    { key: 'shown', choices: SHOWN_STATUSES.map((value) => ({ value, label: label(SHOWN_STATUS_LABELS[value]) })) },
    { key: 'due', choices: DUE.map((value) => ({ value, label: label(DUE_LABELS[value]) })) },
    { key: 'hold', choices: HOLD_REASONS.map((value) => ({ value, label: label(HOLD_REASON_LABELS[value]) })) },
    { key: 'flag', choices: SELLER_FLAGS.map((value) => ({ value, label: label(SELLER_FLAG_LABELS[value]) })) },
  ]
  if (!mayRead) return fixed
  const unassigned = { value: NO_WAREHOUSE, label: t.unassigned }
  return [
    ...fixed,
    { key: 'shop', choices: named(shops.data) },
    { key: 'warehouse', choices: [...named(warehouses.data), unassigned] },
  ]
}
