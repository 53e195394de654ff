'use client'

import { lazy, Suspense, useState } from 'react'
import { DueIn } from '#time/due-in.tsx'
import { useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import { type Packing, READY } from '../flow/flow.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { Check, PackageOpen, TimerReset } from '../parts/first-icons.ts'
import { KeptAge } from './kept-age.tsx'
import { OrderLines } from './order-lines.tsx'
import { Undo } from './undo.tsx'
import { workWords } from './words.ts'

const SellerWords = lazy(() => import('./seller-words.tsx').then((loaded) => ({ default: loaded.SellerWords })))
const DelaySheet = lazy(() => import('./delay-sheet.tsx').then((loaded) => ({ default: loaded.DelaySheet })))

/** The parcel in hand: what goes in, what comes next. */
export function PackPanel({ flow }: { flow: Packing }) {
  const t = useWords(workWords)
  const { store } = useFloor()
  const [late, setLate] = useState<string | null>(null)
  const { order } = flow
  return (
    <div className="grid gap-3">
      <section className="rounded-2xl border border-line bg-surface px-3 py-2.5">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="font-bold text-lg">{t.packing}</h2>
          {order?.dueAt && <DueIn at={order.dueAt} />}
        </div>
        <CodeText code={flow.orderId ?? flow.code} className="block text-lg leading-snug" />
        {flow.waybill && (
          <p className="text-ink-3 text-sm">
            {t.bound} <CodeText code={flow.waybill} className="text-ink-2" />
          </p>
        )}
      </section>
      <NextStep flow={flow} />
      {order && (order.sellerMemo || order.sellerFlag) && (
        <Suspense fallback={null}>
          <SellerWords key={order.id} order={order} />
        </Suspense>
      )}
      {order && flow.isKept && <KeptAge />}
      {order && <OrderLines lines={order.lines} wanted={flow.serialFor} />}
      <Undo />
      <div className="grid grid-cols-2 gap-2">
        <Button onClick={() => setLate(flow.code)}>
          <TimerReset />
          {t.delay}
        </Button>
        <Button disabled={flow.orderId === null} onClick={() => store.go({ ...flow, wantsWaybill: true })}>
          <PackageOpen />
          {t.another}
        </Button>
        <Button className="col-span-2" onClick={() => store.go(READY)}>
          <Check />
          {t.done}
        </Button>
      </div>
      {late === flow.code && (
        <Suspense fallback={null}>
          <DelaySheet code={late} onClose={() => setLate(null)} />
        </Suspense>
      )}
    </div>
  )
}

function NextStep({ flow }: { flow: Packing }) {
  const t = useWords(workWords)
  const { order } = flow
  if (flow.serialFor !== null) return <Wanted title={t.serial} hint={t.serialHint} />
  if (flow.wantsWaybill) return <Wanted title={t.wantsWaybill} />
  if (order === null) return <Wanted title={t.unknownOrder} hint={t.unknownHint} />
  if (flow.waybill === null && order.parcels.length === 0) return <Wanted title={t.noWaybill} />
  const all = order.lines.reduce((sum, line) => sum + line.quantity, 0)
  const checked = order.lines.reduce((sum, line) => sum + Math.min(line.checked, line.quantity), 0)
  if (checked < all) return null
  return (
    <div className="flex items-center gap-3 rounded-2xl bg-emerald-700 px-3 py-2.5 text-white">
      <Check aria-hidden className="size-9 shrink-0" />
      <div>
        <p className="font-bold text-lg leading-tight">{t.allChecked}</p>
        <p className="text-base leading-snug">{t.allCheckedHint}</p>
      </div>
    </div>
  )
}

function Wanted({ title, hint }: { title: string; hint?: string }) {
  return (
    <div className="rounded-2xl border-2 border-accent bg-accent-soft px-3 py-2.5 text-accent-text">
      <p className="font-bold text-lg leading-tight">{title}</p>
      {hint && <p className="font-medium text-base leading-snug">{hint}</p>}
    </div>
  )
}
