'use client'

import { VERDICT_LABELS } from '@baton/contract'
import Link from 'next/link'
import { orderHref } from '#admin/orders/view.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useLocale, useWords } from '#words/locale.tsx'
import { inOrderOfConcern, type Outcome, outcomeList, outcomeText, VERDICT_TONE } from './outcome.ts'
import { actionWords } from './words.ts'

const MOST_SHOWN = 200

/** Each order answers for itself: counts first, those that were refused before the others. */
export function ResultsDialog({ results, onClose }: { results: readonly Outcome[]; onClose: () => void }) {
  const t = useWords(actionWords)
  const { locale } = useLocale()
  const sorted = inOrderOfConcern(results)
  return (
    <Dialog
      title={t.results}
      hint={t.resultOf(results.length)}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {t.done}
        </Button>
      }
    >
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <OutcomeCounts outcomes={results} />
        {results.length > 0 && <CopyButton text={outcomeList(sorted, locale)} what={t.results} />}
      </div>
      <ul className="divide-y divide-line">
        {sorted.slice(0, MOST_SHOWN).map((one) => (
          <li key={one.orderId} className="flex flex-wrap items-center gap-x-3 py-1 text-13">
            <Link
              href={orderHref(one.orderId)}
              prefetch={false}
              className="press-target inline-flex items-center py-1 font-mono hover:underline"
            >
              {one.orderId}
            </Link>
            <span className="text-ink-2">{outcomeText(one, locale)}</span>
          </li>
        ))}
      </ul>
      {sorted.length > MOST_SHOWN && <p className="mt-3 text-13 text-ink-3">{t.others(sorted.length - MOST_SHOWN)}</p>}
    </Dialog>
  )
}

/** How many of each verdict; orders that could not be asked count as one of their own. `applied`: what is not yet done. */
export function OutcomeCounts({ outcomes, applied }: { outcomes: readonly Outcome[]; applied?: string }) {
  const t = useWords(actionWords)
  const { locale } = useLocale()
  const counts = Map.groupBy(outcomes, (one) => ('failure' in one ? null : one.verdict))
  return [...counts].map(([verdict, those]) => (
    <Badge key={verdict} tone={verdict === null ? 'red' : VERDICT_TONE[verdict]} dot>
      {verdict === null ? t.failed : verdict === 'applied' && applied ? applied : VERDICT_LABELS[verdict][locale]}{' '}
      {those.length}
    </Badge>
  ))
}
