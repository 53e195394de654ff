'use client'

import { SCAN_ANSWERS, SCAN_KIND_LABELS, toneOf } from '@baton/contract'
import { clsx } from 'clsx'
import { Instant } from '#time/instant.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { subjectOf } from '../flow/shown.ts'
import type { ScanRecord } from '../outbox/record.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { CodeText } from '../parts/code-text.tsx'
import { Clock3 } from '../parts/icons/clock-3.ts'
import { TONE_LOOKS } from '../parts/tone-look.tsx'
import { latestWords } from './latest-words.ts'

const MOST_SHOWN = 8

/** The last scans and what became of each. */
export function LatestScans() {
  const t = useWords(latestWords)
  const latest = useOutbox((state) => state.latest)
  if (latest.length === 0) return null
  return (
    <section aria-labelledby="latest-title">
      <h2 id="latest-title" className="px-1 pb-1 font-semibold text-ink-3 text-sm">
        {t.title}
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
        {latest.slice(0, MOST_SHOWN).map((record) => (
          <LatestRow key={record.scan.id} record={record} />
        ))}
      </ul>
    </section>
  )
}

function LatestRow({ record: { scan, outcome } }: { record: ScanRecord }) {
  const t = useWords(latestWords)
  const label = useLabel()
  const tone = outcome && toneOf(outcome.answer)
  const Icon = tone ? TONE_LOOKS[tone].icon : Clock3
  const code = subjectOf(scan)
  return (
    <li className="flex items-center gap-2.5 px-3 py-2">
      <span
        aria-hidden
        className={clsx(
          'grid size-7 shrink-0 place-items-center rounded-full',
          tone ? TONE_LOOKS[tone].panel : 'bg-sunken text-ink-3',
        )}
      >
        <Icon className="size-4" strokeWidth={3} />
      </span>
      <div className="min-w-0 flex-1 leading-tight">
        <p className="line-clamp-2 font-semibold">
          {label(outcome ? SCAN_ANSWERS[outcome.answer].title : SCAN_KIND_LABELS[scan.kind])}
        </p>
        {code && <CodeText code={code} className="line-clamp-2 text-ink-3 text-sm" />}
      </div>
      <span className="shrink-0 text-right text-ink-3 text-sm leading-tight">
        <Instant at={scan.at} />
        {outcome === null && <span className="tone tone-amber block font-medium text-tone-fg">{t.waiting}</span>}
      </span>
    </li>
  )
}
