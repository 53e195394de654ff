'use client'

import type { ReturnRow } from '@baton/contract'
import Link from 'next/link'
import { PlatformMark } from '#admin/order-status.tsx'
import { orderHref } from '#admin/orders/view.ts'
import { Card } from '#ui/card.tsx'
import { useWords } from '#words/locale.tsx'
import { ReturnFacts, ReturnStanding } from './return-facts.tsx'
import { returnWords } from './words.ts'

/** One return: whose, what, by which numbers, and how long it may still wait. */
export function ReturnCard({ row }: { row: ReturnRow }) {
  const t = useWords(returnWords)
  return (
    <Card className="grid gap-2 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <ReturnStanding arrival={row.arrival} />
        <span className="ml-auto text-13 text-ink-3">{row.warehouseName ?? t.noWarehouse}</span>
      </div>
      <div className="grid gap-0.5 text-13">
        <p className="flex flex-wrap items-center gap-2">
          <PlatformMark platform={row.platform} />
          <Link
            href={orderHref(row.orderId)}
            prefetch={false}
            className="press-target font-medium font-mono text-accent-text text-sm hover:underline"
          >
            {row.orderId}
          </Link>
        </p>
        <p>{row.lineSummary}</p>
        <p className="text-ink-3">
          {row.shopName} · <span className="break-all">{row.nativeNumber}</span>
        </p>
      </div>
      <ReturnFacts row={row} />
    </Card>
  )
}
