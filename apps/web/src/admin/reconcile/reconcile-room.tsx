'use client'

import type { CompareInput, TotalsInput } from '@baton/contract'
import { useMemo, useState } from 'react'
import { merchantZone } from '#time/zone.ts'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useWords } from '#words/locale.tsx'
import { NO_FILTER, toOrderFilter } from '../orders/filter-url.ts'
import { CompareCard } from './compare-card.tsx'
import { DifferenceGroups } from './difference-groups.tsx'
import { ExportCard } from './export-card.tsx'
import { FilterCard } from './filter-card.tsx'
import { ReplayNote } from './replay-note.tsx'
import { TotalsTable } from './totals-table.tsx'
import { useAnswerInSight } from './use-answer-in-sight.ts'
import { useComparison, useTotals } from './use-reconcile.ts'
import { reconcileWords } from './words.ts'

export function ReconcileRoom() {
  const t = useWords(reconcileWords)
  const [choice, setChoice] = useState(NO_FILTER)
  const filter = useMemo(() => toOrderFilter(choice), [choice])
  const [input, setInput] = useState<CompareInput | null>(null)
  const comparison = useComparison(input)
  const answer = useAnswerInSight(input, comparison)
  const compare = (wanted: CompareInput) => {
    if (isSame(wanted, input)) void comparison.refetch()
    setInput(wanted)
  }
  const [wantedTotals, setWantedTotals] = useState<TotalsInput | null>(null)
  const totals = useTotals(wantedTotals)
  const addUp = (wanted: TotalsInput) => {
    if (isSame(wanted, wantedTotals)) void totals.refetch()
    setWantedTotals(wanted)
  }
  const totalsAnswer = useAnswerInSight(wantedTotals, totals)
  return (
    <>
      <PageHeader title={t.title} hint={t.hint(merchantZone())} aside={<ReplayNote />} />
      <div className="grid grid-cols-1 gap-5">
        <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
          <FilterCard choice={choice} onChange={(part) => setChoice((before) => ({ ...before, ...part }))} />
          <CompareCard filter={filter} busy={input !== null && comparison.isFetching} onCompare={compare} />
          <ExportCard filter={filter} busy={wantedTotals !== null && totals.isFetching} onTotal={addUp} />
        </div>
        {wantedTotals !== null && (
          <div ref={totalsAnswer}>
            <Loaded query={totals}>{(found) => <TotalsTable found={found} input={wantedTotals} />}</Loaded>
          </div>
        )}
        {input !== null && (
          <div ref={answer}>
            <Loaded query={comparison}>{(found) => <DifferenceGroups found={found} input={input} />}</Loaded>
          </div>
        )}
      </div>
    </>
  )
}

function isSame(one: object, other: object | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
