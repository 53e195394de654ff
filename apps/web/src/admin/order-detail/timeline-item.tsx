'use client'

import {
  ACTOR_KIND_LABELS,
  CHANGE_LABELS,
  DELAY_REASON_LABELS,
  HOLD_REASON_LABELS,
  type HoldReason,
  INTERCEPTION_CAUSE_LABELS,
  INTERCEPTION_RESOLUTION_LABELS,
  type InterceptionDeed,
  ORDER_STATE_LABELS,
  type OwnTopic,
  REASON_LABELS,
  type TimelineEntry,
  TRACKING_LINK_ACT_LABELS,
  TRACKING_LINK_KIND_LABELS,
  VERDICT_LABELS,
} from '@baton/contract'
import { ArrowRight, ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { topicLabel } from '#admin/events/event-text.ts'
import { interceptionWords } from '#admin/interceptions/words.ts'
import { ShownBadge } from '#admin/order-status.tsx'
import { orderHref } from '#admin/orders/view.ts'
import { useMay } from '#data/session.ts'
import { ExactInstant } from '#time/exact-instant.tsx'
import { fullTime } from '#time/instants.ts'
import { timeWords } from '#time/words.ts'
import { Badge, toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { nativeWord } from './native-word.ts'
import { RawEvent } from './raw-event.tsx'
import { lateness, movedHolds, VERDICT_TONE } from './timeline-view.ts'
import { timelineWords } from './timeline-words.ts'

export function TimelineItem({ entry }: { entry: TimelineEntry }) {
  const t = useWords(timelineWords)
  const label = useLabel()
  const [open, setOpen] = useState(false)
  const mayRead = useMay('events.read')
  const tone = VERDICT_TONE[entry.verdict]
  const place = useRef<HTMLLIElement>(null)
  const anchor = entry.seq === null ? undefined : `event-${entry.seq}`
  const meant = anchor !== undefined && location.hash === `#${anchor}`
  useEffect(() => {
    if (meant) place.current?.scrollIntoView({ block: 'center' })
  }, [meant])
  return (
    <li
      ref={place}
      id={anchor}
      className={cn('group relative pb-5 pl-7', meant && 'rounded-lg bg-accent-soft outline-2 outline-accent')}
    >
      <span aria-hidden className="absolute top-4 bottom-0 left-1.75 w-px bg-line group-last:hidden" />
      <span
        aria-hidden
        className={cn(
          'absolute top-1.5 left-0.5 size-3 rounded-full border-2 border-surface bg-tone-dot',
          toneClass(tone),
        )}
      />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={tone}>{label(VERDICT_LABELS[entry.verdict])}</Badge>
        <Who entry={entry} />
        <span className="text-ink-3 text-xs">{label(ACTOR_KIND_LABELS[entry.actor])}</span>
        <ExactInstant at={entry.occurredAt} className="ml-auto text-ink-3 text-xs" />
      </div>
      <Move entry={entry} />
      <HoldsMoved entry={entry} />
      {entry.note !== null && <q className="mt-1.5 block text-13 text-ink-2">{entry.note}</q>}
      {entry.interception !== null && <Deed deed={entry.interception} />}
      <LinkDeed entry={entry} />
      <Notes entry={entry} />
      {entry.eventId !== null && mayRead && (
        <div className="mt-1.5">
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="press-target inline-flex py-1 items-center gap-1 rounded font-medium text-accent-text text-xs"
          >
            <ChevronDown aria-hidden className={cn('size-3.5 transition-transform', open && 'rotate-180')} />
            {open ? t.hideRaw : t.raw}
          </button>
          {open && <RawEvent id={entry.eventId} />}
        </div>
      )}
    </li>
  )
}

/** Of a parcel that orders share the name is that of the order it was said of. */
function Who({ entry: { actor, actorName, topic } }: { entry: TimelineEntry }) {
  if (actor === 'clock') return null
  if (topic !== ('shared_parcel' satisfies OwnTopic)) return <span className="font-medium text-13">{actorName}</span>
  return (
    <Link href={orderHref(actorName)} className="press-target font-medium font-mono text-13 text-accent-text">
      {actorName}
    </Link>
  )
}

/** What it said and what became of it: the source's own word, then the status before and after. */
function Move({ entry }: { entry: TimelineEntry }) {
  const t = useWords(timelineWords)
  const label = useLabel()
  const { before, after, nativeStatus, nativeStatusLabel, reason, delay, item } = entry
  const moved = after !== null && before?.shown !== after.shown
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1.5 text-13">
      {nativeStatus !== null && (
        <span className="text-ink-2">
          {t.claims} <q className="font-medium text-ink">{nativeWord(nativeStatus, nativeStatusLabel)}</q>
        </span>
      )}
      {moved && before !== null && (
        <>
          <ShownBadge status={before.shown} />
          <ArrowRight aria-hidden className="size-3.5 text-ink-3" />
        </>
      )}
      {moved && <ShownBadge status={after.shown} />}
      {entry.verdict !== 'applied' && before !== null && (
        <span className="flex flex-wrap items-center gap-x-1.5 text-ink-3">
          <ShownBadge status={before.shown} /> {t.noMove}
        </span>
      )}
      {entry.implied.length > 0 && (
        <span className="text-ink-3 text-xs">
          {t.implied}: {entry.implied.map((state) => label(ORDER_STATE_LABELS[state])).join(' → ')}
        </span>
      )}
      {reason !== null && (
        <span className="w-full text-ink-2">
          {label(REASON_LABELS[reason])}
          {item !== null && <> · {item}</>}
        </span>
      )}
      {reason === null && item !== null && <span className="w-full break-all font-mono text-ink-2">{item}</span>}
      {delay !== null && (
        <span className="w-full text-ink-2">
          {label(CHANGE_LABELS.delay)} · {label(DELAY_REASON_LABELS[delay])}
        </span>
      )}
    </div>
  )
}

function HoldsMoved({ entry }: { entry: TimelineEntry }) {
  const t = useWords(timelineWords)
  const label = useLabel()
  const { placed, lifted } = movedHolds(entry)
  const say = (reasons: readonly HoldReason[]) => reasons.map((reason) => label(HOLD_REASON_LABELS[reason])).join(t.and)
  return (
    <>
      {placed.length > 0 && <p className="mt-1.5 text-13 text-ink-2">{t.placed(say(placed))}</p>}
      {lifted.length > 0 && <p className="mt-1.5 text-13 text-ink-2">{t.lifted(say(lifted))}</p>}
    </>
  )
}

function Deed({ deed }: { deed: InterceptionDeed }) {
  const t = useWords(interceptionWords)
  const label = useLabel()
  const { act, cause, resolution, note } = deed
  return (
    <p className="mt-1.5 text-13 text-ink-2">
      {t.deed[act]} · {label(INTERCEPTION_CAUSE_LABELS[cause])}
      {resolution !== null && <> · {label(INTERCEPTION_RESOLUTION_LABELS[resolution])}</>}
      {note !== null && <q className="block">{note}</q>}
    </p>
  )
}

function LinkDeed({ entry: { link } }: { entry: TimelineEntry }) {
  const label = useLabel()
  if (link === null) return null
  return (
    <p className="mt-1.5 text-13 text-ink-2">
      {label(TRACKING_LINK_KIND_LABELS[link.kind])} · {label(TRACKING_LINK_ACT_LABELS[link.act])}
    </p>
  )
}

function Notes({ entry }: { entry: TimelineEntry }) {
  const t = useWords(timelineWords)
  const words = useWords(timeWords)
  const label = useLabel()
  const late = lateness(entry)
  const notes = [
    entry.source !== null && entry.source !== entry.actorName && entry.source,
    entry.topic !== null && label(topicLabel({ topic: entry.topic, topicName: entry.topicName })),
    entry.address !== null && `${t.from} ${entry.address}`,
    entry.changes.length > 0 && `${t.changed}: ${entry.changes.map((code) => label(CHANGE_LABELS[code])).join(', ')}`,
    entry.seq !== null && t.seq(entry.seq),
  ].filter((note): note is string => typeof note === 'string')
  return (
    <p className="mt-1 text-ink-3 text-xs">
      {notes.join(' · ')}
      {late !== null && (
        <span className="block">
          {t.occurred} {fullTime(entry.occurredAt)} · {t.recorded} {fullTime(entry.recordedAt)}{' '}
          <strong className="font-medium text-ink-2">({t.late(words.span(late))})</strong>
        </span>
      )}
    </p>
  )
}
