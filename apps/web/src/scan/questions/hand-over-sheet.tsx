'use client'

import { CARRIER_LABELS, type HandOverList } from '@baton/contract'
import { useCallback } from 'react'
import { useOnline } from '#data/online.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { useFloor, useFloorState } from '../flow/floor.tsx'
import { READY } from '../flow/flow.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { FailureLine } from '../parts/failure-line.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { floorApi } from '../server/floor-api.ts'
import { useAnswer } from '../server/use-answer.ts'
import { handOverWords } from './hand-over-words.ts'
import { PrintSlip } from './print-slip.tsx'

/** For what other devices load; what this one sends is asked for as it arrives. */
const ASK_EVERY_MS = 15_000

/** The list that goes along with the truck. It closes only when every scan is on the server. */
export function HandOverSheet({ trip, onClose }: { trip: string; onClose: () => void }) {
  const t = useWords(handOverWords)
  const label = useLabel()
  const online = useOnline()
  const { onDevice, onServer } = useOutbox((state) => state)
  const unsent = onDevice - onServer
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has just been sent is on the list now
  const ask = useCallback(() => floorApi.handOverList(trip), [trip, onServer])
  const { data, failure } = useAnswer(ask, ASK_EVERY_MS)
  return (
    <Sheet
      isFull
      title={data ? `${t.handOver} ${label(CARRIER_LABELS[data.trip.carrier])}` : t.handOver}
      hint={<CodeText code={trip} />}
      onClose={onClose}
    >
      <div className="flex min-h-full flex-col gap-3">
        {data && <Totals list={data} />}
        {data && online && <PrintSlip trip={trip} />}
        {!data && failure && <FailureLine code={failure} />}
        {!data && !failure && <p className="py-8 text-center text-ink-3">{t.asking}</p>}
        {unsent > 0 && <Reason>{t.unsent(unsent)}</Reason>}
        {!online && <Reason>{t.noNetwork}</Reason>}
        {data && <Rows list={data} />}
        {data && <Confirm list={data} isReady={online && unsent === 0} trip={trip} />}
      </div>
    </Sheet>
  )
}

function Confirm({ list, isReady, trip }: { list: HandOverList; isReady: boolean; trip: string }) {
  const t = useWords(handOverWords)
  const { store } = useFloor()
  const count = list.rows.length
  return (
    <div className="sticky bottom-0 bg-raised pt-2">
      <Button
        look="primary"
        className="min-h-16 w-full text-lg"
        disabled={!isReady}
        onClick={() => void store.record({ kind: 'hand_over', trip }, () => READY)}
      >
        {count === 0 ? t.empty : t.confirm(count)}
      </Button>
    </div>
  )
}

function Totals({ list }: { list: HandOverList }) {
  const t = useWords(handOverWords)
  const flow = useFloorState((state) => state.flow)
  const orders = new Set(list.rows.flatMap((row) => row.orderIds)).size
  const here = flow.at === 'loading' ? flow.loaded.length : 0
  return (
    <dl className="grid grid-cols-3 gap-2 text-center">
      {[
        [t.parcels, list.rows.length],
        [t.orders, orders],
        [t.here, here],
      ].map(([name, count]) => (
        <div key={name} className="flex flex-col-reverse rounded-xl bg-sunken px-2 py-2">
          <dt className="text-ink-3 text-sm">{name}</dt>
          <dd className="font-bold text-3xl tabular-nums leading-tight">{count}</dd>
        </div>
      ))}
    </dl>
  )
}

function Rows({ list }: { list: HandOverList }) {
  const t = useWords(handOverWords)
  return (
    <ol aria-label={t.list} className="flex-1 divide-y divide-line rounded-xl border border-line">
      {list.rows.map((row, at) => (
        <li key={row.waybill} className="drawn-when-seen flex items-baseline gap-3 px-3 py-2.5">
          <span className="min-w-7 shrink-0 text-right text-ink-3 text-sm tabular-nums">{at + 1}</span>
          <CodeText code={row.waybill} className="text-base" />
        </li>
      ))}
    </ol>
  )
}

function Reason({ children }: { children: React.ReactNode }) {
  return (
    <p role="alert" className="tone tone-amber rounded-xl bg-tone-bg px-3 py-3 font-medium text-tone-fg">
      {children}
    </p>
  )
}
