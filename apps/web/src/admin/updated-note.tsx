'use client'

import { useOnline } from '#data/online.ts'
import { clockTime } from '#time/instants.ts'
import { useNow } from '#time/use-now.ts'
import { timeWords } from '#time/words.ts'
import { Dot, toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { bilingual, useWords } from '#words/locale.tsx'

const words = bilingual(
  { updated: (ago: string) => `${ago}更新`, stale: (time: string) => `更新失败，数据截至 ${time}` },
  { updated: (ago: string) => `updated ${ago}`, stale: (time: string) => `not updated; data as of ${time}` },
)

/** How fresh a read is; amber with the time it is true for, once it cannot be refreshed. */
export function UpdatedNote({ query }: { query: { dataUpdatedAt: number; isError: boolean } }) {
  const t = useWords(words)
  const { ago } = useWords(timeWords)
  const now = useNow()
  const online = useOnline()
  if (query.dataUpdatedAt === 0) return null
  const stale = query.isError || !online
  return (
    <p
      className={cn(
        'flex items-center gap-1.5 whitespace-nowrap text-13 text-ink-3',
        toneClass(stale ? 'amber' : 'green'),
      )}
    >
      <Dot className="size-2" />
      {stale ? t.stale(clockTime(query.dataUpdatedAt)) : t.updated(ago(Math.max(0, now - query.dataUpdatedAt)))}
    </p>
  )
}
