import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTRPC } from '#data/trpc.ts'

const LOOK_AGAIN_MS = 5000
const DEVICES_AGAIN_MS = 30_000
const CHOICE = 'baton.board.warehouse'

/** The floor in figures and lists, read again every five seconds. */
export function useBoard(warehouseId: string | null) {
  const trpc = useTRPC()
  return useQuery(
    trpc.board.read.queryOptions(warehouseId === null ? {} : { warehouseId }, {
      refetchInterval: LOOK_AGAIN_MS,
      placeholderData: (before) => before,
    }),
  )
}

export function useThings() {
  const trpc = useTRPC()
  const again = { refetchInterval: DEVICES_AGAIN_MS }
  return {
    devices: useQuery(trpc.devices.list.queryOptions(undefined, again)),
    printers: useQuery(trpc.printers.list.queryOptions(undefined, again)),
  }
}

export function useDismissScan() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(trpc.board.pathFilter())
  return useMutation(trpc.board.dismissScan.mutationOptions({ onSettled }))
}

const listeners = new Set<() => void>()

/** The warehouse this browser looks at; null: all. It stays after a reload: a board hangs on a wall. */
export function useWarehouse(): readonly [string | null, (id: string | null) => void] {
  const chosen = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => localStorage.getItem(CHOICE),
    () => null,
  )
  const choose = (id: string | null) => {
    if (id === null) localStorage.removeItem(CHOICE)
    else localStorage.setItem(CHOICE, id)
    for (const listener of listeners) listener()
  }
  return [chosen, choose]
}
