'use client'

import { ORDER_STATE_LABELS, type ReviewStory } from '@baton/contract'
import { ArrowRight, MessageSquare } from 'lucide-react'
import { Instant } from '#time/instant.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { reviewWords } from './words.ts'

/** What went back and forth, line by line: what the hub passed on, and what was said then. */
export function ReviewStoryList({ story }: { story: readonly ReviewStory[] }) {
  const t = useWords(reviewWords)
  const label = useLabel()
  return (
    <ol aria-label={t.story} className="grid gap-1.5 border-line border-t px-4 py-3 text-13">
      {story.map((line) => (
        <li key={`${line.kind} ${line.at} ${line.nativeStatus}`} className="flex flex-wrap items-center gap-x-2">
          <Instant at={line.at} className="text-ink-3" />
          <span className="flex min-w-0 items-center gap-1.5 [&>svg]:size-3.5 [&>svg]:shrink-0 [&>svg]:text-ink-3">
            {line.kind === 'told' ? <ArrowRight aria-hidden /> : <MessageSquare aria-hidden />}
            <span>{line.kind === 'told' ? t.toldOn(line.by) : t.said(line.by)}</span>
          </span>
          <span className="font-medium">{label(ORDER_STATE_LABELS[line.state])}</span>
          {line.nativeStatus && <code className="break-all font-mono text-ink-3">{line.nativeStatus}</code>}
        </li>
      ))}
    </ol>
  )
}
