'use client'

import {
  CARRIER_LABELS,
  carrierLabel,
  type FloorFound,
  type FloorOrder,
  SCAN_ANSWERS,
  SHOWN_STATUS_LABELS,
} from '@baton/contract'
import { lazy, type ReactNode, Suspense } from 'react'
import { DueIn } from '#time/due-in.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import { READY } from '../flow/flow.ts'
import { useFollow } from '../flow/use-go.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { Empty } from '../parts/empty.tsx'
import { PackageSearch } from '../parts/icons/package-search.ts'
import { foundWords } from './found-words.ts'
import { OrderLines } from './order-lines.tsx'

const OrderDeeds = lazy(() => import('./order-deeds.tsx').then((loaded) => ({ default: loaded.OrderDeeds })))

/** What a code stands for, or what kinds of codes there are. */
export function Found({ found }: { found: FloorFound | null }) {
  const t = useWords(foundWords)
  const label = useLabel()
  switch (found?.kind) {
    case 'order':
      return <OrderFound order={found.order} />
    case 'trip':
      return (
        <Fact name={t.trip} value={label(CARRIER_LABELS[found.trip.carrier])}>
          {found.trip.parcels} {found.trip.closedAt && `· ${t.closed}`}
        </Fact>
      )
    case 'station':
      return <Fact name={t.station} value={found.name} />
    case 'item':
      return (
        <Fact name={t.item} value={found.name}>
          {found.sku}
        </Fact>
      )
    case 'return':
      return <Fact name={t.return} value={found.isTakenIn ? t.takenIn : t.notTakenIn} />
    case 'device':
    case 'printer':
      return <Fact name={t[found.kind]} value={found.name} />
    case 'bin':
    case 'enrolment':
      return <Fact name={t[found.kind].name} value={t[found.kind].what} />
    case 'unknown':
      return <Empty icon={<PackageSearch />} title={t.nothingFound} hint={t.nothingFoundHint} />
    case undefined:
      return <Empty icon={<PackageSearch />} title={t.unheard} />
  }
}

function OrderFound({ order }: { order: FloorOrder }) {
  const t = useWords(foundWords)
  const label = useLabel()
  const { store } = useFloor()
  const follow = useFollow()
  const hasLeft = order.state === 'shipped' || order.state === 'done' || order.state === 'cancelled'
  const mayPack = order.stop === null && (order.state === 'to_ship' || order.state === 'packing')
  return (
    <>
      <Fact name={label(SHOWN_STATUS_LABELS[order.shown])} value={<CodeText code={order.id} />}>
        {order.warehouseName} {order.dueAt && !hasLeft && <DueIn at={order.dueAt} />}
      </Fact>
      {order.stop && (
        <p className="rounded-2xl bg-red-700 px-3 py-2.5 font-bold text-lg text-white">
          {label(SCAN_ANSWERS[order.stop].title)}
          {order.stopNote && <span className="block font-medium text-base">{order.stopNote}</span>}
        </p>
      )}
      {order.parcels.map((parcel) => (
        <Fact
          key={parcel.waybill}
          name={label(carrierLabel(parcel.carrier))}
          value={<CodeText code={parcel.waybill} />}
        >
          {parcel.isLabelOutdated ? t.labelOld : parcel.isLoaded ? t.parcelLoaded : t.parcelOpen}
        </Fact>
      ))}
      <OrderLines lines={order.lines} wanted={null} />
      {mayPack && (
        <Button
          look="primary"
          className="min-h-14"
          onClick={() => {
            store.go(READY)
            void store.hear(order.id).then(follow)
          }}
        >
          {t.packThis}
        </Button>
      )}
      {!hasLeft && (
        <Suspense>
          <OrderDeeds key={order.id} order={order} />
        </Suspense>
      )}
    </>
  )
}

function Fact({ name, value, children }: { name: string; value: ReactNode; children?: ReactNode }) {
  return (
    <div className="rounded-2xl border border-line bg-surface px-3 py-2.5">
      <p className="font-medium text-ink-3 text-sm">{name}</p>
      <p className="font-bold text-lg leading-tight">{value}</p>
      {children && <p className="mt-0.5 flex flex-wrap items-center gap-2 text-ink-2">{children}</p>}
    </div>
  )
}
