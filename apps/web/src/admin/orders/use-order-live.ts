import type { LiveMessage, OrderRow } from '@baton/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useLiveMessages } from '#data/live.tsx'
import { useTRPCClient } from '#data/trpc.ts'
import { mergeRows, newcomers, prependRows, splitChanged } from './merge-rows.ts'
import { type OrderList, PAGE_SIZE } from './use-order-list.ts'

/** The first change is read at once, those that follow it this closely together. */
const GATHER_MS = 300
const ROWS_AT_ONCE = 200
const NEAR_TOP_PX = 120
/** An order becomes late by the clock alone, and stands among the others by its time: the list is read anew. */
const LATE_AGAIN_MS = 60_000

/** How often each order changed since the page opened; the list flashes a row when its number grows. */
export type Flashes = ReadonlyMap<string, number>

/**
 * Keeps the list true: changed rows in place, new orders on top, or counted while the reader is further down or is choosing
 * rows, which must not move under the hand.
 */
export function useOrderLive(list: OrderList, isChoosing: boolean) {
  const client = useTRPCClient()
  const gathered = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const readAt = useRef(0)
  const [flashes, setFlashes] = useState<Flashes>(new Map())
  const [waiting, setWaiting] = useState<readonly OrderRow[]>([])
  const current = useRef(list)
  current.current = list
  const mayMove = useRef(true)
  mayMove.current = !isChoosing

  const flash = useCallback((rows: readonly OrderRow[]) => {
    setFlashes((before) => new Map([...before, ...rows.map((row) => [row.id, (before.get(row.id) ?? 0) + 1] as const)]))
  }, [])

  const takeNew = useCallback(
    (rows: readonly OrderRow[]) => {
      current.current.change((pages) => prependRows(pages, rows))
      flash(rows)
      setWaiting([])
    },
    [flash],
  )

  const readChanged = useCallback(async () => {
    timer.current = undefined
    readAt.current = performance.now()
    const ids = [...gathered.current]
    gathered.current.clear()
    const { known, others } = splitChanged(current.current.pages(), ids)
    for (let at = 0; at < known.length; at += ROWS_AT_ONCE) {
      const rows = await client.orders.rows.query({ ids: known.slice(at, at + ROWS_AT_ONCE) })
      current.current.change((pages) => mergeRows(pages, rows))
      flash(rows)
    }
    if (!others || current.current.filter.due) return
    const first = await client.orders.list.query({
      filter: current.current.filter,
      limit: PAGE_SIZE,
      isNamedOnly: true,
    })
    const fresh = newcomers(current.current.pages(), first.rows)
    if (fresh.length === 0) return
    if (mayMove.current && window.scrollY < NEAR_TOP_PX) takeNew(fresh)
    else setWaiting(fresh)
  }, [client, flash, takeNew])

  useLiveMessages((message: LiveMessage) => {
    if (message.kind === 'resync') {
      void list.query.refetch()
      return
    }
    if (message.kind === 'alerts') return
    for (const id of message.orderIds) gathered.current.add(id)
    const wait = Math.max(0, GATHER_MS - (performance.now() - readAt.current))
    timer.current ??= setTimeout(() => void readChanged().catch(() => list.query.refetch()), wait)
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  const { filter } = list
  const { refetch } = list.query
  useEffect(() => {
    if (!filter.due || isChoosing) return
    const again = setInterval(() => void refetch(), LATE_AGAIN_MS)
    return () => clearInterval(again)
  }, [filter, isChoosing, refetch])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter makes its waiting orders void
  useEffect(() => setWaiting([]), [filter])

  return { flashes, waiting, showWaiting: () => takeNew(waiting) }
}
