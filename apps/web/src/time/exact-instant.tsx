'use client'

import { Ago } from './instant.tsx'
import { fullTime } from './instants.ts'
import { useNowByMinute } from './use-now.ts'

/** `11-23 14:05:06`, with the year where it is another: for the page of one thing, where a second may decide. */
export function ExactInstant({ at, className }: { at: string; className?: string }) {
  const now = useNowByMinute()
  const full = fullTime(at)
  const isThisYear = full.slice(0, 4) === fullTime(new Date(now).toISOString()).slice(0, 4)
  return (
    <time dateTime={at} className={className}>
      {isThisYear ? full.slice(5) : full}
    </time>
  )
}

/** The same, and how long ago beside it. */
export function ExactAndAgo({ at }: { at: string }) {
  return (
    <span className="whitespace-nowrap">
      <ExactInstant at={at} /> <span className="text-ink-3">· </span>
      <Ago at={at} className="text-ink-3" />
    </span>
  )
}
