'use client'

import { History } from 'lucide-react'
import { useState } from 'react'
import { useLastFailure } from '#data/last-failure.ts'
import { Section } from '#ui/card.tsx'
import { MoreRows } from '#ui/more-rows.tsx'
import { Empty, Failed, Skeleton } from '#ui/state.tsx'
import { Switch } from '#ui/switch.tsx'
import { useWords } from '#words/locale.tsx'
import { TimelineAnswer } from './timeline-answer.tsx'
import { TimelineItem } from './timeline-item.tsx'
import { withoutEffect } from './timeline-view.ts'
import { timelineWords } from './timeline-words.ts'
import type { OrderRead } from './use-order.ts'

/** Every attempt to write this order, newest first; the two questions are answered above it. */
export function Timeline({ read: { timeline, entries } }: { read: OrderRead }) {
  const t = useWords(timelineWords)
  const [all, setAll] = useState(true)
  const here = timeline.data !== undefined
  const failure = useLastFailure(timeline)
  const refused = withoutEffect(entries)
  const shown = all ? entries : entries.filter((entry) => entry.verdict === 'applied')
  return (
    <Section
      title={t.title}
      id="timeline"
      aside={
        refused > 0 && (
          <div className="flex items-center gap-2 text-13 text-ink-2">
            <label htmlFor="show-refused">{t.showRefused(refused)}</label>
            <Switch id="show-refused" checked={all} onCheckedChange={setAll} />
          </div>
        )
      }
    >
      {!here && failure === null && <TimelineSkeleton />}
      {!here && failure !== null && (
        <Failed error={failure} trying={timeline.isFetching} onAgain={() => void timeline.refetch()} />
      )}
      {here && <TimelineAnswer entries={entries} />}
      {here && shown.length === 0 && (
        <Empty icon={<History />} title={t.none} {...(entries.length > 0 && { hint: t.noneApplied })} />
      )}
      <ol aria-label={t.caption} className="px-4 pt-4">
        {shown.map((entry) => (
          <TimelineItem key={entry.id} entry={entry} />
        ))}
      </ol>
      <MoreRows query={timeline} label={t.more} className="px-4 pb-4" />
      {here && !timeline.hasNextPage && shown.length > 0 && (
        <p className="pb-4 text-center text-13 text-ink-3">{t.end}</p>
      )}
    </Section>
  )
}

function TimelineSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-5 p-4">
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className="grid gap-2">
          <Skeleton className="h-4 w-56" />
          <Skeleton className="h-3 w-40" />
        </div>
      ))}
    </div>
  )
}
