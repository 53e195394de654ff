'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useWords } from '#words/locale.tsx'
import { Check, TriangleAlert, X } from '../parts/first-icons.ts'
import { Minus } from '../parts/icons/minus.ts'
import { checkWords } from './words.ts'

export type Mark = 'good' | 'warn' | 'bad' | 'idle'

const MARKS = {
  good: { icon: Check, look: 'bg-emerald-700 text-white' },
  warn: { icon: TriangleAlert, look: 'bg-amber-300 text-black' },
  bad: { icon: X, look: 'bg-red-700 text-white' },
  idle: { icon: Minus, look: 'bg-sunken text-ink-3' },
} as const satisfies Record<Mark, object>

/** One thing that was looked at. */
export function CheckRow({
  name,
  mark,
  children,
  action,
}: {
  name: string
  mark: Mark
  children: ReactNode
  action?: ReactNode
}) {
  const t = useWords(checkWords)
  const { icon: Icon, look } = MARKS[mark]
  return (
    <li className="flex flex-wrap items-center gap-3 px-3 py-2.5">
      <span
        role="img"
        aria-label={t.marks[mark]}
        className={clsx('grid size-8 shrink-0 place-items-center rounded-full', look)}
      >
        <Icon aria-hidden className="size-5" strokeWidth={3} />
      </span>
      <div className="min-w-40 flex-1">
        <p className="font-semibold text-base leading-tight">{name}</p>
        <div className="text-ink-2 text-sm">{children}</div>
      </div>
      {action && <div className="ml-auto shrink-0">{action}</div>}
    </li>
  )
}
