'use client'

import { Ago } from '#time/instant.tsx'
import { Dot, toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { useWords } from '#words/locale.tsx'
import { useLastReplay } from './use-reconcile.ts'
import { reconcileWords } from './words.ts'

/** What the last replay of every order found. */
export function ReplayNote() {
  const t = useWords(reconcileWords)
  const { data } = useLastReplay()
  if (!data) return null
  const tone = data.differing > 0 ? 'red' : data.finishedAt === null ? 'amber' : 'green'
  return (
    <p className={cn('flex flex-wrap items-center gap-1.5 text-13 text-ink-3', toneClass(tone))}>
      <Dot className="size-2" />
      {t.replay(data.orders, data.events, data.differing)} · <Ago at={data.finishedAt ?? data.startedAt} />
      {data.examples.length > 0 && <span className="break-all font-mono text-xs">{data.examples.join(' ')}</span>}
    </p>
  )
}
