'use client'

import type { StockHintView } from '@baton/contract'
import { Ago } from '#time/instant.tsx'
import { useWords } from '#words/locale.tsx'
import { stockWords } from './stock-words.ts'

/** What each warehouse is said to have, and how long ago. */
export function StockList({ stock, className = '' }: { stock: readonly StockHintView[]; className?: string }) {
  const t = useWords(stockWords)
  if (stock.length === 0) return null
  return (
    <ul aria-label={t.title} className={`grid gap-0.5 text-xs ${className}`}>
      {stock.map(({ warehouseName, quantity, saidAt, saidBy }) => (
        <li key={warehouseName}>
          {warehouseName} <span className="font-semibold">{quantity}</span>{' '}
          <span className="text-ink-3">
            · {t.saidBy(saidBy)} · <Ago at={saidAt} className="whitespace-nowrap" />
          </span>
        </li>
      ))}
    </ul>
  )
}
