'use client'

import type { FloorLine } from '@baton/contract'
import { clsx } from 'clsx'
import { useWords } from '#words/locale.tsx'
import { lineOf } from '../flow/pack-next.ts'
import { Check } from '../parts/first-icons.ts'
import { workWords } from './words.ts'

/** What goes into the parcel, each piece checked by its scan; the open ones first. */
export function OrderLines({ lines, wanted }: { lines: readonly FloorLine[]; wanted: string | null }) {
  const t = useWords(workWords)
  const all = lines.reduce((sum, line) => sum + line.quantity, 0)
  const checked = lines.reduce((sum, line) => sum + Math.min(line.checked, line.quantity), 0)
  const sorted = [...lines].sort((a, b) => Number(isFull(a)) - Number(isFull(b)))
  const current = wanted === null ? undefined : lineOf(lines, wanted)
  return (
    <section aria-labelledby="lines-title">
      <h3 id="lines-title" className="px-1 pb-1 font-semibold text-ink-2">
        {t.checked(checked, all)}
      </h3>
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
        {sorted.map((line) => (
          <LineRow key={line.lineNumber} line={line} isCurrent={line === current} />
        ))}
      </ul>
    </section>
  )
}

function LineRow({ line, isCurrent }: { line: FloorLine; isCurrent: boolean }) {
  const t = useWords(workWords)
  const done = isFull(line)
  return (
    <li className={clsx('flex items-center gap-3 px-3 py-2.5', done && 'bg-sunken', isCurrent && 'bg-accent-soft!')}>
      <div className="min-w-0 flex-1">
        <p className={clsx('line-clamp-3 font-semibold text-lg leading-tight', done && 'text-ink-3')}>{line.title}</p>
        <p className="font-mono text-ink-3 text-sm">{line.sku ?? line.barcode}</p>
        {line.isSerial && (
          <span className="tone tone-violet rounded bg-tone-bg px-1.5 font-medium text-sm text-tone-fg">
            {t.isSerial}
          </span>
        )}
      </div>
      <p
        className={clsx(
          'flex shrink-0 items-center gap-1 font-bold text-3xl tabular-nums',
          done ? 'tone tone-green text-tone-fg' : 'text-ink',
        )}
      >
        {done && <Check aria-hidden className="size-7" strokeWidth={3} />}
        {line.checked}
        <span className="font-semibold text-ink-3 text-xl">/{line.quantity}</span>
      </p>
    </li>
  )
}

function isFull(line: FloorLine): boolean {
  return line.checked >= line.quantity
}
