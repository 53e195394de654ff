'use client'

import { clsx } from 'clsx'
import { useWords } from '#words/locale.tsx'
import { fullTime } from './instants.ts'
import { useNow } from './use-now.ts'
import { timeWords } from './words.ts'

const SOON_MS = 30 * 60_000

/** How long until it is late: calm, soon, over. */
export function DueIn({ at, className }: { at: string; className?: string }) {
  const now = useNow()
  const t = useWords(timeWords)
  const left = Date.parse(at) - now
  const tone = left < 0 ? 'tone-red' : left < SOON_MS ? 'tone-amber' : 'tone-neutral'
  return (
    <time
      dateTime={at}
      title={fullTime(at)}
      className={clsx(
        'tone inline-flex min-h-7 items-center whitespace-nowrap rounded-lg bg-tone-bg px-2 font-semibold text-sm text-tone-fg',
        tone,
        className,
      )}
    >
      {left < 0 ? t.overdue(-left) : t.left(left)}
    </time>
  )
}
