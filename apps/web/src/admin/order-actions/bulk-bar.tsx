'use client'

import type { OrderRow } from '@baton/contract'
import { type ReactNode, useState } from 'react'
import { isAssignable, isHoldable } from '#admin/orders/view.ts'
import { useMay } from '#data/session.ts'
import { keepClearAbove } from '#ui/bars.ts'
import { Button } from '#ui/button.tsx'
import { useWords } from '#words/locale.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { LiftDialog } from './lift-dialog.tsx'
import type { Outcome } from './outcome.ts'
import { ResultsDialog } from './results-dialog.tsx'
import { SyncDialog } from './sync-dialog.tsx'
import { actionWords } from './words.ts'

type Action = 'hold' | 'lift' | 'assign' | 'sync'

/** What to do with the selected orders; says first how many it will meet, and afterwards what became of each. */
export function BulkBar({ selected, onClear }: { selected: readonly OrderRow[]; onClear: () => void }) {
  const t = useWords(actionWords)
  const mayHold = useMay('orders.hold')
  const mayAssign = useMay('orders.assign')
  const maySync = useMay('orders.sync')
  const [asked, setAsked] = useState<{ action: Action; rows: readonly OrderRow[] } | null>(null)
  const [results, setResults] = useState<readonly Outcome[] | null>(null)
  const ask = (action: Action) => setAsked({ action, rows: selected })
  const close = () => setAsked(null)
  return (
    <>
      {selected.length > 0 && (
        <Bar count={selected.length} onClear={onClear}>
          {mayHold && (
            <Button look="primary" onClick={() => ask('hold')}>
              {t.hold}
            </Button>
          )}
          {mayHold && (
            <Button disabled={selected.every((row) => row.holds.length === 0)} onClick={() => ask('lift')}>
              {t.lift}
            </Button>
          )}
          {mayAssign && (
            <Button disabled={!selected.some(isAssignable)} onClick={() => ask('assign')}>
              {t.assign}
            </Button>
          )}
          {maySync && <Button onClick={() => ask('sync')}>{t.sync}</Button>}
        </Bar>
      )}
      {asked?.action === 'hold' && <HoldMany rows={asked.rows} onDone={setResults} onClose={close} />}
      {asked?.action === 'lift' && <LiftDialog selected={asked.rows} onDone={setResults} onClose={close} />}
      {asked?.action === 'assign' && <AssignDialog rows={asked.rows} onDone={setResults} onClose={close} />}
      {asked?.action === 'sync' && (
        <SyncDialog ids={asked.rows.map((row) => row.id)} onDone={setResults} onClose={close} />
      )}
      {results && (
        <ResultsDialog
          results={results}
          onClose={() => {
            setResults(null)
            onClear()
          }}
        />
      )}
    </>
  )
}

function Bar({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  const t = useWords(actionWords)
  return (
    <section
      ref={keepClearAbove}
      aria-label={t.bar}
      className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-20 mt-3 flex flex-wrap items-center gap-2 rounded-xl border border-line bg-raised px-3 py-2.5 shadow-float sm:px-4 md:bottom-4"
    >
      <p className="mr-auto font-medium text-sm sm:mr-2" aria-live="polite">
        {t.selected(count)}
      </p>
      <Button look="quiet" className="sm:order-last sm:ml-auto" onClick={onClear}>
        {t.clear}
      </Button>
      <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:[&>button]:flex-1">{children}</div>
    </section>
  )
}

function HoldMany({
  rows,
  onDone,
  onClose,
}: {
  rows: readonly OrderRow[]
  onDone: (outcomes: readonly Outcome[]) => void
  onClose: () => void
}) {
  const t = useWords(actionWords)
  const ready = rows.filter(isHoldable).length
  return (
    <HoldDialog
      orders={{ ids: rows.map((row) => row.id) }}
      title={t.holdTitle(rows.length)}
      onDone={onDone}
      onClose={onClose}
    >
      <p className="rounded-lg bg-sunken px-3 py-2 text-13">{t.preview(ready, rows.length - ready)}</p>
    </HoldDialog>
  )
}
