'use client'

import { History } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
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
      {timeline.isPending && <TimelineSkeleton />}
      {timeline.isError && entries.length === 0 && (
        <Failed error={timeline.error} onAgain={() => void timeline.refetch()} />
      )}
      {timeline.isSuccess && <TimelineAnswer entries={entries} />}
      {timeline.isSuccess && shown.length === 0 && (
        <Empty icon={<History />} title={t.none} {...(entries.length > 0 && { hint: t.noneApplied })} />
      )}
      <ol aria-label={t.caption} className="px-4 pt-4">
        {shown.map((entry) => (
          <TimelineItem key={entry.id} entry={entry} />
        ))}
      </ol>
      {timeline.isSuccess && shown.length > 0 && (
        <div className="flex justify-center pb-4 text-13 text-ink-3">
          {timeline.hasNextPage ? (
            <Button size="small" busy={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
              {t.more}
            </Button>
          ) : (
            <p>{t.end}</p>
          )}
        </div>
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
