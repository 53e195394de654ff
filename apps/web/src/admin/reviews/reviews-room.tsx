'use client'

import type { ReviewRow } from '@baton/contract'
import { CheckCheck } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { PagedCards } from '../paged-cards.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { CloseReviewDialog, ReviewActions, useReviewActions } from './review-actions.tsx'
import { ReviewCard } from './review-card.tsx'
import { type ReviewKey, useReviewKeys } from './use-review-keys.ts'
import { useReviews } from './use-reviews.ts'
import { reviewWords } from './words.ts'

export function ReviewsRoom() {
  const t = useWords(reviewWords)
  const [open, setOpen] = useState(true)
  const [mine, setMine] = useState(false)
  const [closing, setClosing] = useState<ReviewRow | null>(null)
  const { query, rows, totals } = useReviews({ open, mine })
  const may = useMay('reviews.handle') && open
  const { act, busy } = useReviewActions(setClosing)
  const list = useRef<HTMLUListElement>(null)
  const press = useCallback(
    (key: ReviewKey, at: number) => {
      const review = rows[at]
      if (may && review && key !== 'next' && key !== 'previous') act(key, review)
    },
    [rows, may, act],
  )
  useReviewKeys(list, press)
  const { medianMinutes = null } = totals ?? {}
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={query} />}>
        <Segmented
          label={t.which}
          value={open ? 'open' : 'resolved'}
          options={[
            { value: 'open', label: t.open(totals?.open) },
            { value: 'resolved', label: t.resolved },
          ]}
          onChange={(value) => setOpen(value === 'open')}
        />
        <Button aria-pressed={mine} look={mine ? 'primary' : 'plain'} onClick={() => setMine(!mine)}>
          {t.mine}
        </Button>
      </PageHeader>
      {medianMinutes !== null && <p className="mb-3 text-13 text-ink-3">{t.median(medianMinutes)}</p>}
      <PagedCards
        label={t.list}
        query={query}
        rows={rows}
        empty={
          <Empty icon={<CheckCheck />} title={open ? t.empty : t.emptyResolved} {...(open && { hint: t.emptyHint })} />
        }
        ref={list}
      >
        {(review) => (
          <ReviewCard review={review}>{may && <ReviewActions review={review} act={act} busy={busy} />}</ReviewCard>
        )}
      </PagedCards>
      {may && rows.length > 0 && <p className="mt-4 text-ink-3 text-xs max-sm:hidden">{t.keys}</p>}
      {closing && <CloseReviewDialog review={closing} onClose={() => setClosing(null)} />}
    </>
  )
}
