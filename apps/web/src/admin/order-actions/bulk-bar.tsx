'use client'

import type { OrderActionResult, OrderRow } from '@baton/contract'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { useWords } from '#words/locale.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { ResultsDialog } from './results-dialog.tsx'
import { actionWords } from './words.ts'

const HOLDABLE: readonly string[] = ['pending_payment', 'to_ship', 'packing']

/** What to do with the selected orders; says first how many it will meet, and afterwards what became of each. */
export function BulkBar({ selected, onClear }: { selected: readonly OrderRow[]; onClear: () => void }) {
  const t = useWords(actionWords)
  const [holding, setHolding] = useState(false)
  const [results, setResults] = useState<readonly OrderActionResult[] | null>(null)
  const ready = selected.filter((row) => HOLDABLE.includes(row.state)).length
  return (
    <>
      {selected.length > 0 && (
        <div className="sticky bottom-20 z-20 mt-3 flex flex-wrap items-center gap-3 rounded-xl border border-line bg-raised px-4 py-3 shadow-float md:bottom-4">
          <p className="font-medium text-sm" aria-live="polite">
            {t.selected(selected.length)}
          </p>
          <Button look="primary" onClick={() => setHolding(true)}>
            {t.hold}
          </Button>
          <Button look="quiet" onClick={onClear}>
            {t.clear}
          </Button>
        </div>
      )}
      {holding && (
        <HoldDialog
          orders={{ ids: selected.map((row) => row.id) }}
          title={t.holdTitle(selected.length)}
          onDone={setResults}
          onClose={() => setHolding(false)}
        >
          <p className="rounded-lg bg-sunken px-3 py-2 text-13">{t.preview(ready, selected.length - ready)}</p>
        </HoldDialog>
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
