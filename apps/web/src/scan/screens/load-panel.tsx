'use client'

import { CARRIER_LABELS } from '@baton/contract'
import { memo, useEffect, useRef } from 'react'
import { useLabel, useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import type { FloorStore } from '../flow/floor-store.ts'
import { type Loading, READY } from '../flow/flow.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { Truck } from '../parts/first-icons.ts'
import { loadWords } from './load-words.ts'
import { Undo } from './undo.tsx'

/** Scans that follow one another at once are counted together. */
const COUNT_AFTER_MS = 1500

/** The truck: stays until it is handed over or left. */
export function LoadPanel({ flow }: { flow: Loading }) {
  const t = useWords(loadWords)
  const label = useLabel()
  const { store } = useFloor()
  const onServer = useOutbox((state) => state.onServer)
  useFreshCount(store, onServer)
  const last = flow.loaded.slice(-3).reverse()
  return (
    <div className="grid gap-3">
      <section className="rounded-2xl border-2 border-accent bg-surface px-4 py-3">
        <div className="flex items-center gap-3">
          <Truck aria-hidden className="size-10 shrink-0 text-accent-text" />
          <div className="min-w-0 flex-1">
            <h2 className="line-clamp-2 font-bold text-xl leading-tight">
              {flow.view ? label(CARRIER_LABELS[flow.view.carrier]) : t.loading}
            </h2>
            <CodeText code={flow.trip} className="text-ink-3 text-sm" />
          </div>
          <p className="text-right">
            <span className="block font-bold text-5xl tabular-nums leading-none">{flow.loaded.length}</span>
            <span className="text-ink-3 text-sm">{t.loadedHere}</span>
          </p>
        </div>
        <p className="mt-2 flex justify-between gap-4 border-line border-t pt-2 font-medium text-ink-2">
          {t.loadHint}
          {flow.view && (
            <span className="shrink-0 tabular-nums">
              {t.onServer} {flow.view.parcels}
            </span>
          )}
        </p>
      </section>
      {last.length > 0 && (
        <ol
          aria-label={t.lastLoaded}
          className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface"
        >
          {last.map((waybill) => (
            <li key={waybill} className="px-3 py-2">
              <CodeText code={waybill} className="text-lg" />
            </li>
          ))}
        </ol>
      )}
      <Undo />
      <WaysOn trip={flow.trip} />
    </div>
  )
}

/** The same at each parcel. */
const WaysOn = memo(function WaysOn({ trip }: { trip: string }) {
  const t = useWords(loadWords)
  const { store } = useFloor()
  return (
    <>
      <div className="grid grid-cols-[1fr_2fr] gap-2">
        <Button className="min-h-16" onClick={() => store.go(READY)}>
          {t.leave}
        </Button>
        <Button look="primary" className="min-h-16 text-lg" onClick={() => store.ask({ kind: 'hand_over', trip })}>
          {t.handOver}
        </Button>
      </div>
      <p className="text-center text-ink-3 text-sm">{t.otherTrip}</p>
    </>
  )
})

/** What the server has just taken is on the truck: asks for its count, soon but not at each parcel. */
function useFreshCount(store: FloorStore, onServer: number): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the server has just taken is on the truck
  useEffect(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      void store.refresh()
    }, COUNT_AFTER_MS)
  }, [store, onServer])
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
}
