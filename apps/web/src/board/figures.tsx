'use client'

import { type BoardView, HOLD_REASONS } from '@baton/contract'
import Link from 'next/link'
import { toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { useWords } from '#words/locale.tsx'
import { boardWords } from './words.ts'

const URGENT = [
  { key: 'late', tone: 'red' },
  { key: 'soon', tone: 'amber' },
] as const
const CALM = ['toPack', 'packing', 'held', 'loadedToday', 'returnsWaiting', 'onShift'] as const

type FigureKey = (typeof URGENT)[number]['key'] | (typeof CALM)[number]

/** Where the orders or returns of a figure are; what stands nowhere else is no link. */
const ROOM: Partial<Record<FigureKey, string>> = {
  late: '/admin/orders/?due=late',
  soon: '/admin/orders/?due=soon',
  held: `/admin/orders/?hold=${HOLD_REASONS.join(',')}`,
  returnsWaiting: '/admin/returns/?stage=in_hand',
}

/** What must go first in large, coloured figures; the rest beside it. Each leads to what it counts. */
export function Figures({ board, warehouseId }: { board: BoardView; warehouseId: string | null }) {
  const t = useWords(boardWords)
  const figure = (key: FigureKey) => {
    const room = ROOM[key]
    if (room === undefined) return board[key]
    const href = warehouseId === null ? room : `${room}&warehouse=${warehouseId}`
    return (
      <Link
        href={href}
        aria-label={`${t[key]} ${board[key]}`}
        className="rounded-xl after:absolute after:inset-0 after:rounded-xl"
      >
        {board[key]}
      </Link>
    )
  }
  return (
    <dl aria-label={t.figures} className="grid grid-cols-6 gap-2 xl:grid-cols-10">
      {URGENT.map(({ key, tone }) => (
        <div
          key={key}
          className={cn(
            'relative col-span-3 flex flex-col-reverse justify-end rounded-xl border px-4 py-3 xl:col-span-2',
            board[key] > 0
              ? cn('border-transparent bg-tone-bg text-tone-fg', toneClass(tone))
              : 'border-line bg-surface shadow-card',
          )}
        >
          <dt className="font-medium text-13">{t[key]}</dt>
          <dd className="font-bold text-4xl leading-tight md:text-5xl">{figure(key)}</dd>
        </div>
      ))}
      {CALM.map((key) => (
        <div
          key={key}
          className="relative col-span-2 max-[18rem]:col-span-3 flex flex-col-reverse justify-end rounded-xl border border-line bg-surface px-3 py-2.5 shadow-card md:col-span-1 md:py-3"
        >
          <dt className="text-13 text-ink-3">{t[key]}</dt>
          <dd className="font-semibold text-2xl leading-tight">{figure(key)}</dd>
        </div>
      ))}
    </dl>
  )
}
