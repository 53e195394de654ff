'use client'

import {
  AFTER_SALE_OPEN,
  AFTER_SALE_STATE_LABELS,
  ORDER_STATE_LABELS,
  type OrderDetail,
  TRACE_STATE_LABELS,
} from '@baton/contract'
import { Check, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '#ui/badge.tsx'
import { Card } from '#ui/card.tsx'
import { cn } from '#ui/cn.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { type AxisStep, axisSteps } from './axis-view.ts'
import { nativeWord } from './native-word.ts'
import { TRACE_TONE } from './tones.ts'
import { detailWords } from './words.ts'

/** The three axes side by side: order, shipment, after-sale. */
export function Axes({ order }: { order: OrderDetail }) {
  const t = useWords(detailWords)
  const label = useLabel()
  return (
    <Card className="grid divide-line max-lg:divide-y sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_minmax(9rem,auto)_minmax(9rem,auto)] lg:divide-x">
      <Axis title={t.axes.order} aside={`${t.native} · ${nativeWord(order.nativeStatus, order.nativeStatusLabel)}`}>
        <ol className="flex">
          {axisSteps(order.state, order.paidAt !== null).map((step) => (
            <Step key={step.state} step={step} />
          ))}
        </ol>
      </Axis>
      <Axis title={t.axes.trace}>
        <div className="flex flex-wrap gap-1.5">
          {order.parcels.length === 0 && <p className="text-ink-3">{t.noParcel}</p>}
          {parcelsByTrace(order).map(([trace, { length }]) => (
            <Badge key={trace} tone={TRACE_TONE[trace]} dot>
              {label(TRACE_STATE_LABELS[trace])}
              {length > 1 && ` × ${length}`}
            </Badge>
          ))}
          {order.signed && <p className="w-full text-ink-3 text-xs">{t.signed}</p>}
        </div>
      </Axis>
      <Axis title={t.axes.afterSale}>
        <div className="flex flex-wrap gap-1.5">
          {order.afterSales.length === 0 && <p className="text-ink-3">{t.noAfterSale}</p>}
          {order.afterSales.map((one) => (
            <Badge key={one.nativeNumber} tone={AFTER_SALE_OPEN.includes(one.state) ? 'rose' : 'neutral'} dot>
              {label(AFTER_SALE_STATE_LABELS[one.state])}
            </Badge>
          ))}
        </div>
      </Axis>
    </Card>
  )
}

function parcelsByTrace({ parcels }: OrderDetail) {
  return [...Map.groupBy(parcels, ({ trace }) => trace)]
}

function Axis({ title, aside, children }: { title: string; aside?: string; children: ReactNode }) {
  return (
    <div className="min-w-0 px-4 py-3.5 sm:max-lg:first:col-span-2">
      <div className="mb-2.5 flex flex-wrap justify-between gap-x-3 text-ink-3 text-xs">
        <h2>{title}</h2>
        {aside !== undefined && <p>{aside}</p>}
      </div>
      {children}
    </div>
  )
}

function Step({ step: { state, stage } }: { step: AxisStep }) {
  const t = useWords(detailWords)
  const label = useLabel()
  const cancelled = state === 'cancelled'
  return (
    <li
      aria-current={stage === 'now' ? 'step' : undefined}
      className="group relative wrap-normal flex-1 last:flex-none"
    >
      <span
        aria-hidden
        className={cn(
          'absolute top-2.5 right-0 left-5 h-0.5 group-last:hidden',
          stage === 'past' ? 'bg-accent' : 'bg-line-strong',
        )}
      />
      <span
        aria-hidden
        className={cn(
          'relative grid size-5 place-items-center rounded-full border-2 bg-surface',
          stage === 'past' && 'border-accent bg-accent text-white',
          stage === 'now' && 'border-accent shadow-[0_0_0_3px_var(--accent-soft)]',
          stage === 'next' && 'border-line-strong',
          cancelled && 'border-danger text-danger-text shadow-none',
        )}
      >
        {stage === 'past' && <Check className="size-3" strokeWidth={3.5} />}
        {stage === 'now' && !cancelled && <span className="size-2 rounded-full bg-accent" />}
        {cancelled && <CircleX className="size-3.5" />}
      </span>
      <p
        className={cn(
          'mt-1.5 pr-1 text-xs max-[18rem]:text-[3.9vw] leading-tight sm:text-13',
          stage === 'now' ? 'font-semibold text-ink' : 'text-ink-3',
          stage === 'past' && 'text-ink-2',
        )}
      >
        {label(ORDER_STATE_LABELS[state])}
        <span className="sr-only"> ({t.step[stage]})</span>
      </p>
    </li>
  )
}
