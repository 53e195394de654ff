'use client'

import { HOLD_REASON_LABELS, HOLD_REASONS, LiftInput, type OrderRow } from '@baton/contract'
import { useLabel, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { useForm } from '../form/use-form.ts'
import type { Outcome } from './outcome.ts'
import { useOrderActions } from './use-order-actions.ts'
import { actionWords } from './words.ts'

/** Lifts one reason from the selected orders that have it. */
export function LiftDialog({
  selected,
  onDone,
  onClose,
}: {
  selected: readonly OrderRow[]
  onDone: (outcomes: readonly Outcome[]) => void
  onClose: () => void
}) {
  const t = useWords(actionWords)
  const label = useLabel()
  const { lift } = useOrderActions()
  const present = HOLD_REASONS.filter((reason) => selected.some((row) => row.holds.includes(reason)))
  const withReason = (reason: LiftInput['reason']) => selected.filter((row) => row.holds.includes(reason))
  const form = useForm({
    schema: LiftInput.pick({ reason: true }),
    start: { reason: present[0] ?? HOLD_REASONS[0] } as Pick<LiftInput, 'reason'>,
    send: async ({ reason }) =>
      onDone(await lift.mutateAsync({ ids: withReason(reason).map((row) => row.id), reason })),
    onDone: onClose,
  })
  const count = withReason(form.draft.reason).length
  return (
    <FormDialog title={t.liftTitle} hint={t.liftHint} form={form} onClose={onClose} saveLabel={t.lift}>
      <SelectField
        label={t.reason}
        options={present.map((reason) => ({ value: reason, label: label(HOLD_REASON_LABELS[reason]) }))}
        {...form.choice('reason')}
      />
      <p aria-live="polite" className="rounded-lg bg-sunken px-3 py-2 text-13">
        {t.liftPreview(count, selected.length - count)}
      </p>
    </FormDialog>
  )
}
