'use client'

import { EVENT_STATE_LABELS, type EventState, VERDICT_LABELS, type Verdict } from '@baton/contract'
import { VERDICT_TONE } from '#admin/order-detail/timeline-view.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { useLabel } from '#words/locale.tsx'

const STATE_TONE = {
  pending: 'blue',
  done: 'green',
  waiting: 'amber',
  unmapped: 'amber',
  unparsed: 'red',
  failed: 'red',
} as const satisfies Record<EventState, Tone>

/** Where the event stands; once done, what became of it. */
export function EventStateBadge({ state, verdict }: { state: EventState; verdict: Verdict | null }) {
  const label = useLabel()
  if (state === 'done' && verdict !== null) {
    return (
      <Badge tone={VERDICT_TONE[verdict]} dot>
        {label(VERDICT_LABELS[verdict])}
      </Badge>
    )
  }
  return (
    <Badge tone={STATE_TONE[state]} dot>
      {label(EVENT_STATE_LABELS[state])}
    </Badge>
  )
}
