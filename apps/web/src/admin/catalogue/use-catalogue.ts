import type { ListedProduct } from '@baton/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '#data/trpc.ts'

export function useShops() {
  const trpc = useTRPC()
  return useQuery(trpc.catalogue.shops.queryOptions())
}

export function useWarehouses() {
  const trpc = useTRPC()
  return useQuery(trpc.catalogue.warehouses.queryOptions())
}

export function useRules() {
  const trpc = useTRPC()
  return useQuery(trpc.catalogue.rules.queryOptions())
}

export function useProducts(search: { q: string; category: string }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.catalogue.products.infiniteQueryOptions(
      {
        limit: 50,
        ...(search.q !== '' && { q: search.q }),
        ...(search.category !== '' && { category: search.category }),
      },
      { getNextPageParam: (page) => page.next ?? undefined, placeholderData: (before) => before },
    ),
  )
  const rows: readonly ListedProduct[] = useMemo(
    () => query.data?.pages.flatMap((page) => page.rows) ?? [],
    [query.data],
  )
  return { query, rows, categories: query.data?.pages[0]?.categories ?? [] }
}

/** The apps that a shop can belong to. */
export function useApps() {
  const trpc = useTRPC()
  return useQuery(trpc.channels.list.queryOptions())
}

export function useCatalogueChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  /** Also after a refusal: somebody else may have changed it. */
  const onSettled = () => queries.invalidateQueries(trpc.catalogue.pathFilter())
  return {
    saveShop: useMutation(trpc.catalogue.saveShop.mutationOptions({ onSettled })),
    beginAuthorisation: useMutation(trpc.catalogue.beginAuthorisation.mutationOptions()),
    issueToken: useMutation(trpc.catalogue.issueToken.mutationOptions({ onSettled })),
    saveWarehouse: useMutation(trpc.catalogue.saveWarehouse.mutationOptions({ onSettled })),
    saveProduct: useMutation(trpc.catalogue.saveProduct.mutationOptions({ onSettled })),
    removeProduct: useMutation(trpc.catalogue.removeProduct.mutationOptions({ onSettled })),
    saveRule: useMutation(trpc.catalogue.saveRule.mutationOptions({ onSettled })),
    removeRule: useMutation(trpc.catalogue.removeRule.mutationOptions({ onSettled })),
    /** One after the other: the last order a person chose must be the last one saved. */
    orderRules: useMutation(trpc.catalogue.orderRules.mutationOptions({ onSettled, scope: { id: 'rule-order' } })),
    importCsv: useMutation(trpc.catalogue.importCsv.mutationOptions({ onSettled })),
  }
}
