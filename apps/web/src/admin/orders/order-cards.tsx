'use client'

import Link from 'next/link'
import { memo } from 'react'
import { SelectBox, SelectPage } from '#admin/order-actions/select-box.tsx'
import { HoldBadge, PlatformMark, SellerFlagBadge, ShownBadge } from '#admin/order-status.tsx'
import { moneyText } from '#money/fen.ts'
import { Instant } from '#time/instant.tsx'
import { cn } from '#ui/cn.ts'
import { useWords } from '#words/locale.tsx'
import { DueIn } from './due-in.tsx'
import { flashClass } from './flash.ts'
import { type OrderListProps, type OrderRowProps, orderRows } from './order-rows.ts'
import { holdsBeside, isAwaitingShipment, orderHref } from './view.ts'
import { ordersWords } from './words.ts'

export function OrderCards(list: OrderListProps) {
  const { rows, selection } = list
  const t = useWords(ordersWords)
  return (
    <>
      {selection && (
        <div className="mb-1.5 px-3.5">
          <SelectPage ids={rows.map((row) => row.id)} selection={selection} />
        </div>
      )}
      <ul aria-label={t.caption} className="grid gap-2.5">
        {orderRows(list).map((one) => (
          <OrderCard key={one.row.id} {...one} />
        ))}
      </ul>
    </>
  )
}

const OrderCard = memo(function OrderCard({ row, flashed, ticked, toggle }: OrderRowProps) {
  const t = useWords(ordersWords)
  const receiver = [row.receiverMask, row.province].filter(Boolean).join(' ')
  return (
    <li
      className={cn(
        'relative rounded-xl border border-line bg-surface p-3.5 shadow-card',
        ticked && 'border-accent bg-accent-soft',
        flashClass(flashed),
      )}
    >
      <div className="-ml-2 flex flex-wrap items-center gap-x-1.5 gap-y-1">
        {toggle && <SelectBox id={row.id} ticked={ticked} toggle={toggle} />}
        <PlatformMark platform={row.platform} />
        <Link
          href={orderHref(row.id)}
          prefetch={false}
          className="whitespace-nowrap font-medium font-mono text-13 after:absolute after:inset-0 after:rounded-xl"
        >
          {row.id}
        </Link>
        <ShownBadge status={row.shown} className="ml-auto" />
      </div>
      <p className="mt-2 line-clamp-2 text-sm">{row.lineSummary}</p>
      <div className="mt-1.5 flex items-baseline justify-between gap-3 text-13">
        <p className="flex min-w-0 gap-1 text-ink-3">
          <span className="truncate">{row.shopName}</span>
          <span className="shrink-0">· {t.items(row.itemCount)}</span>
        </p>
        <p className="shrink-0 font-semibold">{moneyText(row.amountFen, row.currency)}</p>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-1.5 text-ink-3 text-xs">
        {holdsBeside(row).map((reason) => (
          <HoldBadge key={reason} reason={reason} />
        ))}
        <SellerFlagBadge order={row} />
        {row.shipBy !== null && isAwaitingShipment(row) && <DueIn at={row.shipBy} />}
        <span className="ml-auto">
          {receiver && `${receiver} · `}
          <Instant at={row.orderedAt} />
        </span>
      </div>
    </li>
  )
})
