'use client'

import { Section } from '#ui/card.tsx'
import { useWords } from '#words/locale.tsx'
import { ReturnFacts, ReturnStanding } from './return-facts.tsx'
import { useOrderReturns } from './use-returns.ts'
import { returnWords } from './words.ts'

/** On the order's page: what comes back of it, and where that stands in the warehouse. */
export function OrderReturns({ orderId }: { orderId: string }) {
  const t = useWords(returnWords)
  const rows = useOrderReturns(orderId)
  if (rows.length === 0) return null
  return (
    <Section title={t.ofOrder} id="returns">
      <ul className="divide-y divide-line px-4">
        {rows.map((row) => (
          <li key={row.id} className="grid gap-1.5 py-2.5">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <ReturnStanding arrival={row.arrival} />
              <span className="text-13 text-ink-3">{row.warehouseName ?? t.noWarehouse}</span>
            </div>
            <ReturnFacts row={row} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
