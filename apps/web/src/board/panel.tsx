'use client'

import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useId } from 'react'
import { clientFailure } from '#data/failure.ts'
import { type Standing, useLastFailure } from '#data/last-failure.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { FailedLine, LinesSkeleton } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { boardWords } from './words.ts'

interface Read extends Standing {
  readonly refetch: () => unknown
}

/** One list of the board in its four faces; of a silent server the board speaks once for all. What is empty takes one calm line, so that what is not stands out. */
export function Panel({
  title,
  hint,
  query,
  count,
  empty,
  href,
  isCalm = false,
  children,
}: {
  title: string
  hint?: string
  query: Read
  /** How many there are; the list may show fewer. */
  count: number
  empty: string
  href?: string
  /** Nothing of it is wrong yet. */
  isCalm?: boolean
  children: ReactNode
}) {
  const t = useWords(boardWords)
  const id = useId()
  const failure = useLastFailure(query)
  if (query.data === undefined)
    return (
      <Section title={title} id={id}>
        {failure !== null && clientFailure(failure).code !== 'UNREACHABLE' ? (
          <div className="flex flex-wrap items-center justify-between gap-2 p-3">
            <FailedLine error={failure} />
            <Button size="small" onClick={() => void query.refetch()}>
              {t.again}
            </Button>
          </div>
        ) : (
          <LinesSkeleton />
        )}
      </Section>
    )
  if (count === 0)
    return (
      <section aria-label={title}>
        <p className="flex items-center gap-2 px-1 py-1 text-13 text-ink-3">
          <CircleCheck aria-hidden className="tone tone-green size-4 text-tone-dot" />
          {empty}
        </p>
      </section>
    )
  return (
    <Section
      id={id}
      title={
        <>
          {title} <Badge tone={isCalm ? 'neutral' : 'red'}>{count}</Badge>
        </>
      }
      aside={
        href && (
          <Link
            href={href}
            className="press-target inline-flex items-center justify-end text-13 text-accent-text hover:underline"
          >
            {t.all}
          </Link>
        )
      }
    >
      {hint && <p className="border-line border-b px-4 py-2 text-13 text-ink-3">{hint}</p>}
      {children}
    </Section>
  )
}
