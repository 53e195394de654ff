'use client'

import { ReviewResolveInput, type ReviewRow } from '@baton/contract'
import { Button } from '#ui/button.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { NoteField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import type { ReviewKey } from './use-review-keys.ts'
import { useReviewChanges } from './use-reviews.ts'
import { reviewWords } from './words.ts'

export type ReviewAction = Exclude<ReviewKey, 'next' | 'previous'>

/** What a press of a key or a button does with one review; closing asks for its reason first. */
export function useReviewActions(askReason: (review: ReviewRow) => void) {
  const t = useWords(reviewWords)
  const say = useToast()
  const { assign, resolve } = useReviewChanges()
  const onError = useSayFailure()
  const end = (review: ReviewRow, resolution: 'believe_hub' | 'believe_other' | 'retry') =>
    resolve.mutate(
      { id: review.id, resolution, note: '' },
      {
        onError,
        onSuccess: () => say('good', resolution === 'retry' && review.cause !== 'alternation' ? t.retried : t.done),
      },
    )
  const does = {
    take: ({ id, isMine, assigneeId }) => assign.mutate({ id, toMe: !isMine, seenWithId: assigneeId }, { onError }),
    hub: (review) => end(review, 'believe_hub'),
    other: (review) => end(review, 'believe_other'),
    retry: (review) => canRepeat(review) && end(review, 'retry'),
    close: askReason,
  } satisfies Record<ReviewAction, (review: ReviewRow) => unknown>
  const act = (action: ReviewAction, review: ReviewRow) => void does[action](review)
  return { act, busy: assign.isPending || resolve.isPending }
}

/** An impossible claim told nobody anything. */
function canRepeat(review: ReviewRow): boolean {
  return review.cause !== 'impossible_claim'
}

export function ReviewActions({
  review,
  act,
  busy,
}: {
  review: ReviewRow
  act: (action: ReviewAction, review: ReviewRow) => void
  busy: boolean
}) {
  const t = useWords(reviewWords)
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" look="quiet" busy={busy} onClick={() => act('take', review)}>
        {review.isMine ? t.giveBack : t.take}
      </Button>
      <Button size="small" busy={busy} onClick={() => act('hub', review)}>
        {t.believeHub}
      </Button>
      <Button size="small" busy={busy} onClick={() => act('other', review)} className="max-w-full truncate">
        {t.believeOther(review.other.name)}
      </Button>
      {canRepeat(review) && (
        <Button size="small" look="primary" busy={busy} onClick={() => act('retry', review)}>
          {t.retry}
        </Button>
      )}
      <Button size="small" busy={busy} onClick={() => act('close', review)}>
        {t.close}
      </Button>
    </div>
  )
}

export function CloseReviewDialog({ review, onClose }: { review: ReviewRow; onClose: () => void }) {
  const t = useWords(reviewWords)
  const { resolve } = useReviewChanges()
  const form = useForm({
    schema: ReviewResolveInput.extend({ note: ReviewResolveInput.shape.note.unwrap().min(1) }),
    start: { id: review.id, resolution: 'closed' as const, note: '' },
    send: (input) => resolve.mutateAsync(input),
    onDone: onClose,
  })
  return (
    <FormDialog title={t.closeTitle} hint={review.orderId} form={form} onClose={onClose} saveLabel={t.close}>
      <NoteField label={t.reason} hint={t.reasonHint} required maxLength={500} {...form.text('note')} />
    </FormDialog>
  )
}
