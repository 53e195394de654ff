'use client'

import { SCAN_ANSWERS, SCAN_KIND_LABELS, toneOf } from '@baton/contract'
import { TriangleAlert } from 'lucide-react'
import { useLabel, useWords } from '#words/locale.tsx'
import { subjectOf } from '../flow/shown.ts'
import { outbox } from '../outbox/outbox.ts'
import type { ScanRecord } from '../outbox/record.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { shellWords } from './words.ts'

/** A whole queue may be refused: the next one comes when one is dealt with. */
const MOST_SHOWN = 20

/** What the server refused, each until somebody has dealt with it. */
export function RefusedList() {
  const t = useWords(shellWords)
  const refused = useOutbox((state) => state.refused)
  const open = refused.filter(({ outcome }) => outcome && toneOf(outcome.answer) === 'refused')
  if (open.length === 0) return null
  return (
    <section
      aria-labelledby="refused-title"
      className="m-3 overflow-hidden rounded-2xl border-2 border-red-700 bg-surface"
    >
      <div role="alert" className="flex items-center gap-2 bg-red-700 px-3 py-2 text-white">
        <TriangleAlert aria-hidden className="size-6 shrink-0" />
        <h2 id="refused-title" className="flex-1 font-bold text-lg">
          {t.refusedTitle(open.length)}
        </h2>
      </div>
      <ul className="divide-y divide-line">
        {open.slice(0, MOST_SHOWN).map((record) => (
          <RefusedRow key={record.scan.id} record={record} />
        ))}
      </ul>
    </section>
  )
}

function RefusedRow({ record: { scan, outcome } }: { record: ScanRecord }) {
  const t = useWords(shellWords)
  const label = useLabel()
  if (outcome === null) return null
  const { title, next } = SCAN_ANSWERS[outcome.answer]
  const code = subjectOf(scan)
  return (
    <li className="flex flex-wrap items-center justify-end gap-2 px-3 py-2">
      <div className="min-w-0 grow basis-36">
        <p className="font-bold text-lg leading-tight">{label(title)}</p>
        {next && <p className="text-base text-ink-2 leading-snug">{label(next)}</p>}
        <p className="text-ink-3 text-sm">
          {label(SCAN_KIND_LABELS[scan.kind])} {code && <CodeText code={code} />}
          {outcome.about !== null && outcome.about !== code && ` · ${outcome.about}`}
        </p>
      </div>
      <Button onClick={() => void outbox.acknowledge(scan.id)} className="shrink-0">
        {t.gotIt}
      </Button>
    </li>
  )
}
