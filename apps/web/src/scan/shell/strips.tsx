'use client'

import { clsx } from 'clsx'
import { lazy, type ReactNode, Suspense } from 'react'
import { useOnline } from '#data/online.ts'
import { useNowByMinute } from '#time/use-now.ts'
import { timeWords } from '#time/words.ts'
import { useWords } from '#words/locale.tsx'
import { useOutbox } from '../outbox/use-outbox.ts'
import { useStops } from '../outbox/use-stops.ts'
import { useFloorSession } from '../session/session.tsx'
import { shellWords } from './words.ts'

/** Can wait until scans are taken; where it cannot be had there is no newer version to offer either. */
const LateStrips = lazy(() =>
  import('./late-strips.tsx').then(
    (loaded) => ({ default: loaded.LateStrips }),
    () => ({ default: () => null }),
  ),
)

/** Lines that stand under the status for as long as they are true. */
export function Strips() {
  const t = useWords(shellWords)
  const { device } = useFloorSession()
  const storage = useOutbox((state) => state.storage)
  return (
    <div role="status" aria-live="polite" className="shrink-0">
      {typeof device === 'object' && device.isRevoked && <Strip tone="tone-red">{t.revoked}</Strip>}
      {(storage === 'broken' || storage === 'newer') && <Strip tone="tone-red">{t.storage[storage]}</Strip>}
      <OldStops />
      <Suspense>
        <LateStrips />
      </Suspense>
    </div>
  )
}

/** Without network the stops are as old as they are: said, so that nobody trusts them blindly. */
function OldStops() {
  const t = useWords(shellWords)
  const time = useWords(timeWords)
  const online = useOnline()
  const sending = useOutbox((state) => state.sending)
  const stops = useStops()
  const now = useNowByMinute()
  if (online && sending !== 'offline') return null
  const age = stops && Math.max(0, now - stops.fetchedAt)
  return <Strip tone="tone-amber">{age === null ? t.stopsNever : t.stopsOld(time.ago(age))}</Strip>
}

function Strip({ tone, children }: { tone: 'tone-red' | 'tone-amber' | 'tone-blue'; children: ReactNode }) {
  return (
    <div className={clsx('tone bg-tone-bg px-3 py-1.5 font-medium text-sm text-tone-fg leading-snug', tone)}>
      {children}
    </div>
  )
}
