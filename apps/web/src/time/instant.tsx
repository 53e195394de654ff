'use client'

import { useWords } from '#words/locale.tsx'
import { fullTime, shortTime } from './instants.ts'
import { useNow, useNowByMinute } from './use-now.ts'
import { timeWords } from './words.ts'

/** `14:05`, with the full time on hover and for machines. */
export function Instant({ at, className }: { at: string; className?: string }) {
  const now = useNowByMinute()
  return (
    <time dateTime={at} title={fullTime(at)} className={className}>
      {shortTime(at, now)}
    </time>
  )
}

/** `3 分钟前`, with the full time on hover. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const now = useNow()
  const words = useWords(timeWords)
  return (
    <time dateTime={at} title={fullTime(at)} className={className}>
      {words.ago(Math.max(0, now - Date.parse(at)))}
    </time>
  )
}

/** Absolute time first, how long ago beside it. */
export function InstantAndAgo({ at }: { at: string }) {
  return (
    <span className="whitespace-nowrap">
      <Instant at={at} /> <span className="text-ink-3">· </span>
      <Ago at={at} className="text-ink-3" />
    </span>
  )
}
