'use client'

import { useState } from 'react'
import { timeWords } from '#time/words.ts'
import { useWords } from '#words/locale.tsx'
import { persistStorage } from '../outbox/persist.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { Button } from '../parts/button.tsx'
import { CheckRow } from './check-row.tsx'
import { foundWords } from './found-words.ts'
import type { Checks } from './use-checks.ts'

/** More than this is told; less is any network's doing. */
const OFFSET_TOLD_MS = 30_000

/** What has to be asked before it can be said. */
export function FoundRows({ checks, onAgain }: { checks: Checks; onAgain: () => void }) {
  return (
    <>
      <NetworkRow checks={checks} />
      <ClockRow checks={checks} />
      <StorageRow checks={checks} onAgain={onAgain} />
    </>
  )
}

function NetworkRow({ checks: { answerMs } }: { checks: Checks }) {
  const t = useWords(foundWords)
  return (
    <CheckRow name={t.network} mark={answerMs === null ? 'bad' : 'good'}>
      {answerMs === null ? t.networkBad : t.networkGood(answerMs)}
    </CheckRow>
  )
}

function ClockRow({ checks: { offsetMs } }: { checks: Checks }) {
  const t = useWords(foundWords)
  const time = useWords(timeWords)
  if (offsetMs === null)
    return (
      <CheckRow name={t.clock} mark="idle">
        {t.clockUnknown}
      </CheckRow>
    )
  const isOff = Math.abs(offsetMs) > OFFSET_TOLD_MS
  return (
    <CheckRow name={t.clock} mark={isOff ? 'warn' : 'good'}>
      {isOff ? t.clockOff(time.span(offsetMs)) : t.clockGood}
    </CheckRow>
  )
}

function StorageRow({ checks: { room }, onAgain }: { checks: Checks; onAgain: () => void }) {
  const t = useWords(foundWords)
  const storage = useOutbox((state) => state.storage)
  const isBad = storage !== 'ready' && storage !== 'loading'
  const isKept = room?.isPersisted === true
  const [isRefused, setRefused] = useState(false)
  const ask = async () => {
    setRefused(!(await persistStorage()))
    onAgain()
  }
  return (
    <CheckRow
      name={t.storage}
      mark={isBad ? 'bad' : isKept ? 'good' : 'warn'}
      action={!isKept && room && <Button onClick={() => void ask()}>{t.persist}</Button>}
    >
      {isBad ? t.storageBad : isKept ? t.persisted : t.notPersisted}
      {isRefused && !isKept && <p role="status">{t.persistRefused}</p>}
      {room && <p className="text-ink-3">{t.storageFacts(bytes(room.used), bytes(room.quota))}</p>}
    </CheckRow>
  )
}

function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3))
  return `${(count / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`
}
