'use client'

import { PackageX } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { OrderInterceptions } from '#admin/interceptions/order-interceptions.tsx'
import { OrderPrinting } from '#admin/printers/order-printing.tsx'
import { OrderReturns } from '#admin/returns/order-returns.tsx'
import { OrderTrackingLinks } from '#admin/tracking-links/order-links.tsx'
import { clientFailure } from '#data/failure.ts'
import { useLastFailure } from '#data/last-failure.ts'
import { Card } from '#ui/card.tsx'
import { Empty, Failed, Skeleton } from '#ui/state.tsx'
import { useTitle } from '#ui/title.ts'
import { useWords } from '#words/locale.tsx'
import { Axes } from './axes.tsx'
import { BackToOrders, DetailHeader } from './detail-header.tsx'
import { AfterSales, Deadlines, Goods, Links, Parcels } from './facts.tsx'
import { Guards } from './guards.tsx'
import { Inspections } from './inspections.tsx'
import { Receiver } from './receiver.tsx'
import { Timeline } from './timeline.tsx'
import { useOrder } from './use-order.ts'
import { WarehouseCard } from './warehouse-card.tsx'
import { detailWords } from './words.ts'

export function OrderDetailRoom() {
  const t = useWords(detailWords)
  const id = useSearchParams().get('id') ?? ''
  if (id === '') {
    return (
      <Card>
        <h1 className="sr-only">{t.missing}</h1>
        <Empty icon={<PackageX />} title={t.missing}>
          <BackToOrders />
        </Empty>
      </Card>
    )
  }
  return <OrderById key={id} id={id} />
}

function OrderById({ id }: { id: string }) {
  const read = useOrder(id)
  useTitle(id)
  const { data: order, isFetching, refetch } = read.order
  const error = useLastFailure(read.order)
  if (order === undefined) {
    if (error === null) return <DetailSkeleton />
    const code = clientFailure(error).code
    return (
      <>
        <h1 className="mb-3 font-mono font-semibold text-lg">{id}</h1>
        <Card>
          <Failed error={error} trying={isFetching} onAgain={() => void refetch()} />
          {code === 'ORDER_NOT_FOUND' && (
            <div className="-mt-8 flex justify-center pb-12">
              <BackToOrders />
            </div>
          )}
        </Card>
      </>
    )
  }
  return (
    <>
      <DetailHeader order={order} read={read} />
      <OrderInterceptions orderId={order.id} />
      <Guards order={order} />
      <Axes order={order} />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(18rem,23rem)]">
        <Timeline read={read} />
        <div className="grid gap-4">
          <Deadlines order={order} />
          <Goods order={order} />
          <Parcels order={order} />
          <OrderPrinting orderId={order.id} isErased={order.erasedAt !== null} />
          <OrderTrackingLinks orderId={order.id} isErased={order.erasedAt !== null} />
          <AfterSales order={order} />
          <OrderReturns orderId={order.id} />
          <Inspections orderId={order.id} />
          <Receiver order={order} />
          <WarehouseCard order={order} />
          <Links order={order} />
        </div>
      </div>
    </>
  )
}

function DetailSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-4">
      <Skeleton className="h-8 w-72" />
      <Skeleton className="h-28 rounded-xl" />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <Skeleton className="h-96 rounded-xl" />
        <Skeleton className="h-96 rounded-xl" />
      </div>
    </div>
  )
}
