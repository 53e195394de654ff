'use client'

import { INTERCEPTION_CAUSE_LABELS, type InterceptionRow } from '@baton/contract'
import { OctagonX } from 'lucide-react'
import { InstantAndAgo } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Card } from '#ui/card.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { InterceptionActions } from './interception-actions.tsx'
import { Standing } from './interception-card.tsx'
import { useInterceptionsOf } from './use-interceptions.ts'
import { interceptionWords } from './words.ts'

/** On the order's page: what must be stopped, and how earlier tasks ended. */
export function OrderInterceptions({ orderId }: { orderId: string }) {
  const t = useWords(interceptionWords)
  const { open, ended } = useInterceptionsOf(orderId)
  const tasks = [...open, ...ended]
  if (tasks.length === 0) return null
  return (
    <Card className="mb-4 px-4 py-3">
      <h2 className="flex items-center gap-2 font-semibold text-sm">
        <OctagonX aria-hidden className="size-4.5 text-danger-text" />
        {t.ofOrder}
      </h2>
      <ul className="divide-y divide-line">
        {tasks.map((task) => (
          <Task key={task.id} task={task} />
        ))}
      </ul>
    </Card>
  )
}

function Task({ task }: { task: InterceptionRow }) {
  const label = useLabel()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5 text-13">
      <Badge tone={task.resolution === null ? 'red' : 'neutral'} dot>
        {label(INTERCEPTION_CAUSE_LABELS[task.cause])}
      </Badge>
      <span className="text-ink-3">
        <InstantAndAgo at={task.openedAt} />
      </span>
      <Standing task={task} />
      <span className="ml-auto flex flex-wrap gap-2 empty:hidden">
        <InterceptionActions task={task} />
      </span>
    </li>
  )
}
