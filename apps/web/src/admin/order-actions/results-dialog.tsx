'use client'

import { type OrderActionResult, REASON_LABELS, VERDICT_LABELS, type Verdict } from '@baton/contract'
import Link from 'next/link'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { actionWords } from './words.ts'

const TONE = {
  applied: 'green',
  duplicate: 'neutral',
  stale: 'amber',
  locked: 'red',
  forbidden: 'red',
  unmapped: 'amber',
  unmatched: 'amber',
  review: 'orange',
} as const satisfies Record<Verdict, Tone>

/** Each order answers for itself: counts first, those that were refused before the others. */
export function ResultsDialog({ results, onClose }: { results: readonly OrderActionResult[]; onClose: () => void }) {
  const t = useWords(actionWords)
  const label = useLabel()
  const counts = Map.groupBy(results, (one) => one.verdict)
  const sorted = results.toSorted((a, b) => Number(a.verdict === 'applied') - Number(b.verdict === 'applied'))
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
      <p className="mb-3 flex flex-wrap items-center gap-2">
        {[...counts].map(([verdict, those]) => (
          <Badge key={verdict} tone={TONE[verdict]} dot>
            {label(VERDICT_LABELS[verdict])} {those.length}
          </Badge>
        ))}
        <CopyButton text={results.map((one) => `${one.orderId}\t${one.verdict}`).join('\n')} what={t.results} />
      </p>
      <ul className="grid gap-1">
        {sorted.slice(0, 200).map((one) => (
          <li key={one.orderId} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-13">
            <Link
              href={`/admin/orders/detail/?id=${one.orderId}`}
              prefetch={false}
              className="py-1 font-mono hover:underline"
            >
              {one.orderId}
            </Link>
            <span className="text-ink-2">
              {label(VERDICT_LABELS[one.verdict])}
              {one.reason && ` · ${label(REASON_LABELS[one.reason])}`}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
