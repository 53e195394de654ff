'use client'

import type { BoardView } from '@baton/contract'
import { toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { useWords } from '#words/locale.tsx'
import { boardWords } from './words.ts'

const URGENT = [
  { key: 'late', tone: 'red' },
  { key: 'soon', tone: 'amber' },
] as const
const CALM = ['toPack', 'packing', 'held', 'loadedToday', 'returnsWaiting', 'onShift'] as const

/** What must go first in large, coloured figures; the rest beside it. */
export function Figures({ board }: { board: BoardView }) {
  const t = useWords(boardWords)
  return (
    <dl aria-label={t.figures} className="grid grid-cols-6 gap-2 md:grid-cols-10">
      {URGENT.map(({ key, tone }) => (
        <div
          key={key}
          className={cn(
            'col-span-3 flex flex-col-reverse justify-end rounded-xl border px-4 py-3 md:col-span-2',
            board[key] > 0
              ? cn('border-transparent bg-tone-bg text-tone-fg', toneClass(tone))
              : 'border-line bg-surface shadow-card',
          )}
        >
          <dt className="font-medium text-13">{t[key]}</dt>
          <dd className="font-bold text-4xl leading-tight md:text-5xl">{board[key]}</dd>
        </div>
      ))}
      {CALM.map((key) => (
        <div
          key={key}
          className="col-span-2 max-[18rem]:col-span-3 flex flex-col-reverse justify-end rounded-xl border border-line bg-surface px-3 py-2.5 shadow-card md:px-2 lg:px-3 md:col-span-1 md:py-3"
        >
          <dt className="text-13 text-ink-3">{t[key]}</dt>
          <dd className="font-semibold text-2xl leading-tight">{board[key]}</dd>
        </div>
      ))}
    </dl>
  )
}
