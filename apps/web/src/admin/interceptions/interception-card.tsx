'use client'

import {
  carrierLabel,
  INTERCEPTION_CAUSE_LABELS,
  INTERCEPTION_RESOLUTION_LABELS,
  type InterceptionRow,
} from '@baton/contract'
import Link from 'next/link'
import { InstantAndAgo } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Card } from '#ui/card.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { ShownBadge } from '../order-status.tsx'
import { InterceptionActions } from './interception-actions.tsx'
import { interceptionWords } from './words.ts'

/** One parcel to stop: why, which, where, since when, and who has it. */
export function InterceptionCard({ task }: { task: InterceptionRow }) {
  const t = useWords(interceptionWords)
  const label = useLabel()
  const tone = task.resolution !== null ? 'neutral' : task.acknowledgedAt !== null ? 'amber' : 'red'
  return (
    <Card className="grid gap-2 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={tone} dot>
          {label(INTERCEPTION_CAUSE_LABELS[task.cause])}
        </Badge>
        <ShownBadge status={task.shown} />
        <span className="ml-auto text-13 text-ink-3">
          <InstantAndAgo at={task.openedAt} />
        </span>
      </div>
      <div className="grid gap-0.5 text-13">
        <Link
          href={`/admin/orders/detail/?id=${task.orderId}`}
          className="press-target w-fit font-medium font-mono text-accent-text text-sm hover:underline"
        >
          {task.orderId}
        </Link>
        <p>{task.lineSummary}</p>
        <p className="text-ink-3">
          {task.warehouseName ?? t.noWarehouse} · <span className="break-all">{task.nativeNumber}</span>
        </p>
        {task.parcels.length === 0 ? (
          <p className="text-ink-3">{t.noWaybill}</p>
        ) : (
          task.parcels.map(({ carrier, waybill }) => (
            <p key={`${carrier} ${waybill}`}>
              {label(carrierLabel(carrier))} <span className="break-all font-mono">{waybill}</span>
            </p>
          ))
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Standing task={task} />
        <span className="ml-auto flex flex-wrap gap-2">
          <InterceptionActions task={task} />
        </span>
      </div>
    </Card>
  )
}

/** Who has it, or how it ended. */
export function Standing({ task }: { task: InterceptionRow }) {
  const t = useWords(interceptionWords)
  const label = useLabel()
  if (task.resolution !== null)
    return (
      <p className="text-13 text-ink-2">
        {label(INTERCEPTION_RESOLUTION_LABELS[task.resolution])} ·{' '}
        {task.resolvedBy === null ? t.byItself : t.by(task.resolvedBy)}
        {task.resolvedAt !== null && (
          <>
            {' · '}
            <InstantAndAgo at={task.resolvedAt} />
          </>
        )}
        {task.note !== null && <q className="block text-ink-3">{task.note}</q>}
      </p>
    )
  if (task.acknowledgedBy === null) return <p className="font-medium text-13 text-danger-text">{t.nobody}</p>
  return (
    <p className="text-13 text-ink-2">
      {t.has(task.acknowledgedBy)}
      {task.acknowledgedAt !== null && (
        <>
          {' · '}
          <InstantAndAgo at={task.acknowledgedAt} />
        </>
      )}
    </p>
  )
}
