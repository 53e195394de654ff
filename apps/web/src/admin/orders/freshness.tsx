'use client'

import { useLiveState } from '#data/live.tsx'
import type { LiveState } from '#data/live-state.ts'
import { useOnline } from '#data/online.ts'
import { clockTime } from '#time/instants.ts'
import { useNow } from '#time/use-now.ts'
import { timeWords } from '#time/words.ts'
import { Dot, type Tone, toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { useWords } from '#words/locale.tsx'
import { ordersWords } from './words.ts'

type Freshness = 'offline' | 'connecting' | 'live' | 'lost' | 'failed'

const TONE = {
  offline: 'amber',
  connecting: 'neutral',
  live: 'green',
  lost: 'amber',
  failed: 'amber',
} as const satisfies Record<Freshness, Tone>

/** How fresh the screen is, always in sight: live and since when, or what it is true as of. */
export function FreshnessNote({ query }: { query: { dataUpdatedAt: number; isError: boolean } }) {
  const t = useWords(ordersWords)
  const { ago } = useWords(timeWords)
  const { connection, heardAt } = useLiveState()
  const online = useOnline()
  const now = useNow()
  const updatedAt = query.dataUpdatedAt
  const freshness: Freshness = freshnessOf(online, query.isError, connection)
  const detail =
    freshness === 'live'
      ? t.updated(ago(Math.max(0, now - Math.max(updatedAt, heardAt ?? 0))))
      : updatedAt > 0
        ? t.asOf(clockTime(updatedAt))
        : null
  return (
    <p className={cn('flex items-center gap-1.5 whitespace-nowrap text-13', toneClass(TONE[freshness]))}>
      <span className="relative grid size-2 place-items-center">
        {freshness === 'live' && <Dot key={heardAt} className="absolute size-2 animate-heard opacity-0" />}
        <Dot className="size-2" />
      </span>
      <span aria-live="polite" className="font-medium text-tone-fg">
        {t[freshness]}
      </span>
      {detail !== null && <span className="text-ink-3">· {detail}</span>}
    </p>
  )
}

function freshnessOf(online: boolean, failed: boolean, connection: LiveState['connection']): Freshness {
  if (!online) return 'offline'
  return failed ? 'failed' : connection
}
