'use client'

import Link from 'next/link'
import { memo } from 'react'
import { SelectBox, SelectPage } from '#admin/order-actions/select-box.tsx'
import { HoldBadge, PlatformMark, SellerFlagBadge, ShownBadge } from '#admin/order-status.tsx'
import { moneyText } from '#money/fen.ts'
import { Instant } from '#time/instant.tsx'
import { cn } from '#ui/cn.ts'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useWords } from '#words/locale.tsx'
import { DueIn } from './due-in.tsx'
import { flashClass } from './flash.ts'
import { type OrderListProps, type OrderRowProps, orderRows } from './order-rows.ts'
import { holdsBeside, isAwaitingShipment, orderHref } from './view.ts'
import { ordersWords } from './words.ts'

/** A column as wide as what stands in it. */
const FITTED = 'w-px'
const RECEIVER = 'whitespace-nowrap @max-5xl:hidden'

/** What room is left goes to the shop's name until it is whole, then to the goods; without any the receiver stands below them. */
export function OrderTable(list: OrderListProps) {
  const { rows, selection } = list
  const t = useWords(ordersWords)
  return (
    <Table caption={t.caption}>
      <thead>
        <tr>
          <Th className={cn(FITTED, 'lg:w-80 xl:w-94')}>
            <span className="flex items-center gap-3">
              {selection && <SelectPage ids={rows.map((row) => row.id)} selection={selection} hidden />}
              {t.column.order}
            </span>
          </Th>
          <Th className={FITTED}>{t.column.status}</Th>
          <Th>{t.column.goods}</Th>
          <Th className={cn(FITTED, 'text-right')}>{t.column.amount}</Th>
          <Th className={cn(FITTED, RECEIVER)}>{t.column.receiver}</Th>
          <Th className={cn(FITTED, 'max-2xl:hidden')}>{t.column.warehouse}</Th>
          <Th className={cn(FITTED, 'max-lg:hidden')}>{t.column.shipBy}</Th>
          <Th className={cn(FITTED, 'text-right max-lg:hidden')}>{t.column.ordered}</Th>
        </tr>
      </thead>
      <tbody>
        {orderRows(list).map((one) => (
          <OrderTableRow key={one.row.id} {...one} />
        ))}
      </tbody>
    </Table>
  )
}

const OrderTableRow = memo(function OrderTableRow({ row, flashed, ticked, toggle }: OrderRowProps) {
  const t = useWords(ordersWords)
  return (
    <Tr className={cn('relative', ticked && 'bg-accent-soft', flashClass(flashed))}>
      <Td>
        <div className="flex items-center gap-3">
          {toggle && <SelectBox id={row.id} ticked={ticked} toggle={toggle} />}
          <PlatformMark platform={row.platform} className="size-7 rounded-lg text-xs" />
          <div className="min-w-0 flex-1">
            <Link
              href={orderHref(row.id)}
              prefetch={false}
              className="whitespace-nowrap font-medium font-mono text-13 after:absolute after:inset-0 hover:text-accent-text"
            >
              {row.id}
            </Link>
            <p className="flex max-w-80 gap-1.5 text-ink-3 text-xs">
              <span className="truncate font-mono">{row.nativeNumber}</span>
              <span className="w-0 flex-1 truncate max-lg:hidden">· {row.shopName}</span>
            </p>
          </div>
        </div>
      </Td>
      <Td>
        <div className="flex flex-wrap gap-1">
          <ShownBadge status={row.shown} />
          {holdsBeside(row).map((reason) => (
            <HoldBadge key={reason} reason={reason} />
          ))}
          <SellerFlagBadge order={row} />
        </div>
      </Td>
      <Td className="min-w-24 max-w-0 lg:min-w-36">
        <p className="truncate">{row.lineSummary}</p>
        <p className="truncate text-ink-3 text-xs">
          {t.items(row.itemCount)}
          <span className="@5xl:hidden">
            {row.province && ` · ${row.province}`}
            {row.receiverMask && ` · ${row.receiverMask}`}
          </span>
        </p>
      </Td>
      <Td className="whitespace-nowrap text-right">
        <span className="font-medium">{moneyText(row.amountFen, row.currency)}</span>
        <Instant at={row.orderedAt} className="block text-ink-3 text-xs lg:hidden" />
      </Td>
      <Td className={RECEIVER}>
        <p>{row.receiverMask ?? '—'}</p>
        <p className="text-ink-3 text-xs">{row.province}</p>
      </Td>
      <Td className="whitespace-nowrap max-2xl:hidden">
        {row.warehouseName ?? <span className="text-ink-3">{t.unassigned}</span>}
      </Td>
      <Td className="whitespace-nowrap max-lg:hidden">
        {row.shipBy !== null && isAwaitingShipment(row) ? (
          <DueIn at={row.shipBy} />
        ) : (
          <span className="text-ink-3">—</span>
        )}
      </Td>
      <Td className="whitespace-nowrap text-right text-ink-2 max-lg:hidden">
        <Instant at={row.orderedAt} />
      </Td>
    </Tr>
  )
})
