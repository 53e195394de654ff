'use client'

import {
  MoveBackInput,
  ORDER_STATE_LABELS,
  type OrderActionResult,
  type OrderDetail,
  REASON_LABELS,
  VERDICT_LABELS,
} from '@baton/contract'
import { useState } from 'react'
import { isHoldable } from '#admin/orders/view.ts'
import { useMay } from '#data/session.ts'
import { useNow } from '#time/use-now.ts'
import { Button } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { punctuation } from '#words/punctuation.ts'
import { FormDialog } from '../form/form-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { NoteField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { HoldDialog } from './hold-dialog.tsx'
import { useOrderActions } from './use-order-actions.ts'
import { actionWords } from './words.ts'

const LEFT: readonly string[] = ['part_shipped', 'shipped']

/** What a person may do to one order now: hold what has not left, take back what left once the lock has run out. */
export function OrderActions({ order }: { order: OrderDetail }) {
  const t = useWords(actionWords)
  const tell = useTell()
  const now = useNow()
  const mayHold = useMay('orders.hold')
  const mayMove = useMay('orders.move_back')
  const [open, setOpen] = useState<'hold' | 'back' | null>(null)
  const isUnlocked = order.lockedUntil === null || Date.parse(order.lockedUntil) <= now
  const close = () => setOpen(null)
  return (
    <>
      {mayHold && isHoldable(order) && <Button onClick={() => setOpen('hold')}>{t.hold}</Button>}
      {mayMove && LEFT.includes(order.state) && isUnlocked && <Button onClick={() => setOpen('back')}>{t.back}</Button>}
      {open === 'hold' && (
        <HoldDialog
          orders={{ ids: [order.id] }}
          title={t.holdTitle(1)}
          onDone={([result]) => tell(result)}
          onClose={close}
        />
      )}
      {open === 'back' && <BackDialog order={order} onDone={tell} onClose={close} />}
    </>
  )
}

/** Says what became of an action, and why it did not. */
export function useTell() {
  const say = useToast()
  const label = useLabel()
  const { colon } = useWords(punctuation)
  return (result: OrderActionResult | undefined) => {
    if (!result) return
    const words = [label(VERDICT_LABELS[result.verdict]), result.reason && label(REASON_LABELS[result.reason])]
    say(result.verdict === 'applied' ? 'good' : 'bad', words.filter(Boolean).join(colon))
  }
}

function BackDialog({
  order,
  onDone,
  onClose,
}: {
  order: OrderDetail
  onDone: (result: OrderActionResult) => void
  onClose: () => void
}) {
  const t = useWords(actionWords)
  const label = useLabel()
  const { moveBack } = useOrderActions()
  const form = useForm({
    schema: MoveBackInput,
    start: { id: order.id, to: 'to_ship' as MoveBackInput['to'], reason: '' },
    send: async (input) => onDone(await moveBack.mutateAsync(input)),
    onDone: onClose,
  })
  return (
    <FormDialog title={t.backTitle} hint={t.backHint} form={form} onClose={onClose} saveLabel={t.back}>
      <SelectField
        label={t.backTo}
        options={(['to_ship', 'packing'] as const).map((state) => ({
          value: state,
          label: label(ORDER_STATE_LABELS[state]),
        }))}
        {...form.choice('to')}
      />
      <NoteField label={t.backReason} hint={t.backReasonHint} required maxLength={300} {...form.text('reason')} />
    </FormDialog>
  )
}
