'use client'

import { AFTER_SALE_OPEN, type OrderActionResult, type OrderDetail, OVER } from '@baton/contract'
import { useState } from 'react'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { useWords } from '#words/locale.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { eraseWords } from './erase-words.ts'
import { useTell } from './order-actions.tsx'
import { ResultsDialog } from './results-dialog.tsx'

/** Erases the buyer, of an order that is over; of any other it says when that can be done. */
export function EraseButton({ order }: { order: OrderDetail }) {
  const t = useWords(eraseWords)
  const tell = useTell()
  const may = useMay('orders.erase')
  const [isOpen, setOpen] = useState(false)
  const [results, setResults] = useState<readonly OrderActionResult[] | null>(null)
  if (!may) return null
  const isOver = OVER.includes(order.shown) && !order.afterSales.some((one) => AFTER_SALE_OPEN.includes(one.state))
  return (
    <>
      {order.erasedAt === null && (
        <div className="border-line border-t px-4 py-3 text-13">
          {isOver ? (
            <Button size="small" onClick={() => setOpen(true)}>
              {t.eraseDots}
            </Button>
          ) : (
            <p className="text-ink-3 text-xs">{t.notYet}</p>
          )}
        </div>
      )}
      {isOpen && (
        <EraseDialog
          order={order}
          onDone={(done) => (done.length === 1 ? tell(done[0]) : setResults(done))}
          onClose={() => setOpen(false)}
        />
      )}
      {results && <ResultsDialog results={results} onClose={() => setResults(null)} />}
    </>
  )
}
