'use client'

import { HOLD_REASON_LABELS, HoldInput, type OrderActionResult, PERSON_HOLDS } from '@baton/contract'
import type { ReactNode } from 'react'
import { LAST_MOMENT, merchantInstant } from '#time/merchant-days.ts'
import { Field, Input } from '#ui/field.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { useOrderActions } from './use-order-actions.ts'
import { actionWords } from './words.ts'

/** Why, how long, and a note; `orders` are chosen by whoever opens it. */
export function HoldDialog({
  orders,
  title,
  children,
  disabled = false,
  onDone,
  onClose,
}: {
  orders: HoldInput['orders']
  title: string
  /** What stands above the fields: a preview, or the field that chooses the orders. */
  children?: ReactNode
  /** Whether there is nothing to hold yet. */
  disabled?: boolean
  onDone: (results: readonly OrderActionResult[]) => void
  onClose: () => void
}) {
  const t = useWords(actionWords)
  const label = useLabel()
  const { hold } = useOrderActions()
  const form = useForm({
    schema: HoldInput.omit({ orders: true }),
    start: { reason: PERSON_HOLDS[0] as HoldInput['reason'], note: '', until: null as string | null },
    send: async (input) => onDone(await hold.mutateAsync({ ...input, orders })),
    onDone: onClose,
  })
  return (
    <FormDialog title={title} hint={t.holdHint} form={form} onClose={onClose} saveLabel={t.hold} disabled={disabled}>
      {children}
      <SelectField
        label={t.reason}
        options={PERSON_HOLDS.map((reason) => ({ value: reason, label: label(HOLD_REASON_LABELS[reason]) }))}
        {...form.choice('reason')}
      />
      <TextField label={t.note} hint={t.noteHint} maxLength={200} {...form.text('note')} />
      <Field label={t.until} hint={t.untilHint} {...form.errorOf('until')}>
        {(parts) => (
          <Input
            {...parts}
            type="datetime-local"
            max={LAST_MOMENT}
            onChange={({ target }) => form.set('until', target.value ? merchantInstant(target.value) : null)}
          />
        )}
      </Field>
    </FormDialog>
  )
}
