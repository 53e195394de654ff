'use client'

import { BY_RULES, type OrderRow, WarehouseChangeInput, type WarehouseView } from '@baton/contract'
import { isAssignable } from '#admin/orders/view.ts'
import { useWords } from '#words/locale.tsx'
import { useWarehouses } from '../catalogue/use-catalogue.ts'
import { FormDialog } from '../form/form-dialog.tsx'
import { LoadedDialog } from '../form/loaded-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import type { Outcome } from './outcome.ts'
import { useOrderActions } from './use-order-actions.ts'
import { actionWords } from './words.ts'

interface Asked {
  readonly rows: readonly OrderRow[]
  readonly onDone: (outcomes: readonly Outcome[]) => void
  readonly onClose: () => void
}

/** The rules find a warehouse for those of the orders that have none, or a person chooses one for all of them. */
export function AssignDialog(asked: Asked) {
  const t = useWords(actionWords)
  const warehouses = useWarehouses()
  return (
    <LoadedDialog query={warehouses} title={t.assignTitle(asked.rows.length)} onClose={asked.onClose}>
      {(known) => <AssignForm {...asked} warehouses={known} />}
    </LoadedDialog>
  )
}

function AssignForm({ rows, warehouses, onDone, onClose }: Asked & { warehouses: readonly WarehouseView[] }) {
  const t = useWords(actionWords)
  const { changeWarehouse } = useOrderActions()
  const open = rows.filter(isAssignable)
  const unassigned = open.filter((row) => row.warehouseName === null)
  const metBy = (to: string) => (to === BY_RULES ? unassigned : open)
  const form = useForm({
    schema: WarehouseChangeInput,
    start: { ids: open.map((row) => row.id), to: unassigned.length > 0 ? BY_RULES : '', reason: '' },
    send: async (input) =>
      onDone(await changeWarehouse.mutateAsync({ ...input, ids: metBy(input.to).map((row) => row.id) })),
    onDone: onClose,
  })
  const byRules = form.draft.to === BY_RULES
  const met = metBy(form.draft.to)
  const others = rows.length - met.length
  const options = [
    { value: BY_RULES, label: t.byRules },
    ...warehouses.filter((one) => one.enabled).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <FormDialog
      title={t.assignTitle(rows.length)}
      hint={t.assignHint}
      form={form}
      onClose={onClose}
      saveLabel={t.assign}
      disabled={met.length === 0}
    >
      <SelectField label={t.assignTo} required options={options} {...form.choice('to')} />
      {!byRules && (
        <TextField label={t.assignReason} hint={t.assignReasonHint} required maxLength={200} {...form.text('reason')} />
      )}
      <p aria-live="polite" className="rounded-lg bg-sunken px-3 py-2 text-13">
        {byRules ? t.byRulesPreview(met.length, others) : t.assignPreview(met.length, others)}
      </p>
    </FormDialog>
  )
}
