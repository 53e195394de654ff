'use client'

import {
  type MappingPreview,
  type MappingRefusal,
  ORDER_STATE_LABELS,
  REACHABLE_STATE_LABELS,
  type ShownStatus,
} from '@baton/contract'
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { ShownBadge } from '#admin/order-status.tsx'
import { fullTime } from '#time/instants.ts'
import { Loaded } from '#ui/loaded.tsx'
import { FailedLine, Skeleton } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { punctuation } from '#words/punctuation.ts'
import { orderHref } from '../orders/view.ts'
import type { usePreview } from './use-mapping.ts'
import { mappingWords } from './words.ts'

/** What the last 30 days would look like with the new meaning, how much was looked at, and what forbids it. */
export function WordPreview({ query }: { query: ReturnType<typeof usePreview> }) {
  const t = useWords(mappingWords)
  return (
    <section aria-label={t.preview.title} className="rounded-lg border border-line">
      <h3 className="border-line border-b px-3 py-2 font-medium text-13">{t.preview.title}</h3>
      <div className="grid gap-2.5 px-3 py-2.5 text-13">
        <Loaded
          query={query}
          skeleton={
            <div aria-busy="true" className="grid gap-2">
              <Skeleton className="h-4 w-56" />
              <Skeleton className="h-4 w-40" />
            </div>
          }
        >
          {(preview) => <Outcome preview={preview} />}
        </Loaded>
      </div>
    </section>
  )
}

function Outcome({ preview }: { preview: MappingPreview }) {
  const t = useWords(mappingWords)
  const { events, orders, unclear, waiting, changes, complete, since } = preview
  return (
    <>
      {preview.refusals.map((refusal) => (
        <Refusal key={refusal.code} refusal={refusal} />
      ))}
      {waiting > 0 && <p className="font-medium">{t.preview.waiting(waiting)}</p>}
      {changes.length === 0 && <p>{t.preview.nothing}</p>}
      <ul className="grid gap-2">
        {changes.map((change) => (
          <li key={`${change.from} ${change.to}`}>
            <p className="flex flex-wrap items-center gap-1.5">
              <Shown status={change.from} />
              <ArrowRight aria-hidden className="size-3.5 text-ink-3" />
              <Shown status={change.to} />
              <span className="ml-auto font-semibold">{t.preview.orders(change.orders)}</span>
            </p>
            <OrderLinks ids={change.examples.slice(0, 5)} />
          </li>
        ))}
      </ul>
      <p className="text-ink-3 text-xs">
        {t.preview.seen(orders, events, fullTime(since).slice(0, 10))}
        {!complete && ` ${t.preview.sampled}`}
        {unclear > 0 && ` ${t.preview.unclear(unclear)}`}
      </p>
    </>
  )
}

function Shown({ status }: { status: ShownStatus | null }) {
  const t = useWords(mappingWords)
  return status === null ? <span className="text-ink-3">{t.preview.noOrder}</span> : <ShownBadge status={status} />
}

function OrderLinks({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 gap-y-1 font-mono text-xs">
      {ids.map((id) => (
        <Link key={id} href={orderHref(id)} className="press-target inline-block text-accent-text hover:underline">
          {id}
        </Link>
      ))}
    </p>
  )
}

function Refusal({ refusal }: { refusal: MappingRefusal }) {
  const t = useWords(mappingWords)
  const { list } = useWords(punctuation)
  const label = useLabel()
  switch (refusal.code) {
    case 'MAPPING_STATE_UNREACHABLE':
      return (
        <FailedLine error={null}>
          {t.preview.unreachable(refusal.states.map((state) => label(REACHABLE_STATE_LABELS[state])).join(list))}
        </FailedLine>
      )
    case 'MAPPING_MOVES_BACK':
      return (
        <div className="grid gap-1.5">
          <FailedLine error={null}>{t.preview.movesBack(refusal.orders)}</FailedLine>
          <ul className="grid gap-1 text-xs">
            {refusal.examples.slice(0, 5).map(({ id, from, to }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-2">
                <Link
                  href={orderHref(id)}
                  className="press-target inline-block font-mono text-accent-text hover:underline"
                >
                  {id}
                </Link>
                {label(ORDER_STATE_LABELS[from])} → {to === null ? t.preview.noOrder : label(ORDER_STATE_LABELS[to])}
              </li>
            ))}
          </ul>
        </div>
      )
  }
}
