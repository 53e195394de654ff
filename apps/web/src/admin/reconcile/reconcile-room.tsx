'use client'

import type { CompareInput } from '@baton/contract'
import { useState } from 'react'
import { merchantZone } from '#time/zone.ts'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useWords } from '#words/locale.tsx'
import { CompareCard } from './compare-card.tsx'
import { DifferenceGroups } from './difference-groups.tsx'
import { ExportCard } from './export-card.tsx'
import { ReplayNote } from './replay-note.tsx'
import { useAnswerInSight } from './use-answer-in-sight.ts'
import { useComparison } from './use-reconcile.ts'
import { reconcileWords } from './words.ts'

export function ReconcileRoom() {
  const t = useWords(reconcileWords)
  const [input, setInput] = useState<CompareInput | null>(null)
  const comparison = useComparison(input)
  const answer = useAnswerInSight(input, comparison)
  const compare = (wanted: CompareInput) => {
    if (JSON.stringify(wanted) === JSON.stringify(input)) void comparison.refetch()
    setInput(wanted)
  }
  return (
    <>
      <PageHeader title={t.title} hint={t.hint(merchantZone())} aside={<ReplayNote />} />
      <div className="grid grid-cols-1 gap-5">
        <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
          <CompareCard busy={input !== null && comparison.isFetching} onCompare={compare} />
          <ExportCard />
        </div>
        {input !== null && (
          <div ref={answer}>
            <Loaded query={comparison}>{(found) => <DifferenceGroups found={found} input={input} />}</Loaded>
          </div>
        )}
      </div>
    </>
  )
}
