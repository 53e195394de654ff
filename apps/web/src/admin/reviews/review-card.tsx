'use client'

import {
  carrierLabel,
  deliveryCodeLabel,
  type Label,
  ORDER_STATE_LABELS,
  REASON_LABELS,
  REVIEW_CAUSE_LABELS,
  REVIEW_LABEL,
  REVIEW_RESOLUTION_LABELS,
  type ReviewRow,
} from '@baton/contract'
import Link from 'next/link'
import { useMay } from '#data/session.ts'
import { Ago, InstantAndAgo } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Card } from '#ui/card.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { nativeWord } from '../order-detail/native-word.ts'
import { PlatformMark, ShownBadge } from '../order-status.tsx'
import { ReviewStoryList } from './review-story.tsx'
import { reviewWords } from './words.ts'

/** One disagreement: what each side says, and what can be done. */
export function ReviewCard({ review, children }: { review: ReviewRow; children?: React.ReactNode }) {
  const t = useWords(reviewWords)
  const label = useLabel()
  return (
    <Card className="outline-none focus-visible:ring-2 focus-visible:ring-accent" data-review={review.id} tabIndex={-1}>
      <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b px-4 py-3">
        <div className="flex min-w-0 flex-wrap items-center gap-2">
          <Badge tone={review.resolution ? 'neutral' : 'red'} dot>
            {label(REVIEW_LABEL)}
          </Badge>
          <span className="font-medium">{label(REVIEW_CAUSE_LABELS[review.cause])}</span>
        </div>
        <span className="text-13 text-ink-3">
          {t.opened} <InstantAndAgo at={review.openedAt} />
        </span>
      </div>
      <div className="grid gap-4 px-4 py-3 sm:grid-cols-2">
        <div className="grid content-start gap-1.5">
          <p className="text-13 text-ink-3">{t.hub}</p>
          <p className="flex flex-wrap items-center gap-2">
            <ShownBadge status={review.hub.shown} />
            {review.hub.shown !== review.hub.state && (
              <span className="text-13 text-ink-2">{label(ORDER_STATE_LABELS[review.hub.state])}</span>
            )}
          </p>
          <Link
            href={`/admin/orders/detail/?id=${review.orderId}`}
            className="press-target w-fit font-medium text-accent-text text-sm underline-offset-2 hover:underline"
          >
            {review.orderId}
          </Link>
          <p className="break-all text-13 text-ink-3">
            {t.native} {review.nativeNumber}
          </p>
        </div>
        <OtherSide review={review} />
      </div>
      {review.story.length > 0 && <ReviewStoryList story={review.story} />}
      <div className="flex flex-wrap items-center justify-between gap-3 border-line border-t bg-sunken/60 px-4 py-3">
        <Ending review={review} />
        {children}
      </div>
    </Card>
  )
}

function OtherSide({ review }: { review: ReviewRow }) {
  const t = useWords(reviewWords)
  const label = useLabel()
  const maySee = useMay('deliveries.read')
  const mayMap = useMay('channels.read')
  const { other } = review
  const known = other.code === null ? null : (deliveryCodeLabel(other.code) ?? reasonLabel(other.code))
  return (
    <div className="grid content-start gap-1.5">
      <p className="flex items-center gap-2 text-13 text-ink-3">
        {other.platform && <PlatformMark platform={other.platform} />}
        <span className="min-w-0">
          {other.name} {t.answered}
        </span>
      </p>
      {review.story.length === 0 && (
        <p className="text-sm">{known ? label(known) : <code className="font-mono">{other.code ?? '—'}</code>}</p>
      )}
      {other.answer && (
        <pre className="max-h-28 overflow-auto whitespace-pre-wrap break-all rounded-md bg-sunken px-2 py-1.5 font-mono text-ink-2 text-xs">
          {other.answer}
        </pre>
      )}
      <p className="text-13 text-ink-3">
        {other.reportedStatus
          ? `${t.reported} ${nativeWord(other.reportedStatus, other.reportedStatusLabel)}`
          : t.nothingReported}
      </p>
      {mayMap && other.carriersOf && other.code === 'carrier_unmapped' && (
        <Link
          href={`/admin/carriers/?${new URLSearchParams({ platform: other.carriersOf, carrier: other.answer ?? '' })}`}
          className="press-target w-fit font-medium text-13 text-accent-text underline underline-offset-2"
        >
          {t.mapCarrier(label(carrierLabel(other.answer ?? '')))}
        </Link>
      )}
      {maySee && review.deliveryId !== null && (
        <Link
          href={`/admin/deliveries/?id=${review.deliveryId}`}
          className="press-target w-fit text-13 text-accent-text underline-offset-2 hover:underline"
        >
          {t.details}
        </Link>
      )}
    </div>
  )
}

function reasonLabel(code: string): Label | null {
  return Object.hasOwn(REASON_LABELS, code) ? REASON_LABELS[code as keyof typeof REASON_LABELS] : null
}

function Ending({ review }: { review: ReviewRow }) {
  const t = useWords(reviewWords)
  const label = useLabel()
  if (review.resolution === null)
    return (
      <span className="text-13 text-ink-2">
        {t.assignee} {review.assignee ?? t.nobody}
      </span>
    )
  return (
    <span className="text-13 text-ink-2">
      {label(REVIEW_RESOLUTION_LABELS[review.resolution])}
      {review.resolvedBy && ` · ${t.by(review.resolvedBy)}`}
      {review.resolvedAt && (
        <>
          {' · '}
          <Ago at={review.resolvedAt} />
        </>
      )}
      {review.note && <span className="block text-ink-3">{review.note}</span>}
    </span>
  )
}
