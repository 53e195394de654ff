'use client'

import { EraseInput, MOST_ERASED, type OrderActionResult, type OrderDetail, TYPED_TO_ERASE } from '@baton/contract'
import { useState } from 'react'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { NoteField, TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { eraseWords } from './erase-words.ts'
import { useErasePreview, useOrderActions } from './use-order-actions.ts'

/** Says what is lost and what stays, and is confirmed by a reason and the end of the order's id. */
export function EraseDialog({
  order,
  onDone,
  onClose,
}: {
  order: OrderDetail
  onDone: (results: readonly OrderActionResult[]) => void
  onClose: () => void
}) {
  const t = useWords(eraseWords)
  const [id] = useState(order.id)
  const { erase } = useOrderActions()
  const preview = useErasePreview(id).data
  const last = id.slice(-TYPED_TO_ERASE)
  const form = useForm({
    schema: EraseInput,
    start: { id, scope: 'order' as EraseInput['scope'], reason: '', typed: '' },
    send: async (input) => onDone(await erase.mutateAsync(input)),
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t.title}
      hint={t.hint}
      form={form}
      onClose={onClose}
      saveLabel={t.erase}
      isDanger
      disabled={form.draft.typed.trim().toUpperCase() !== last}
    >
      <div className="grid gap-2 rounded-lg bg-sunken px-3 py-2.5 text-13">
        <Items title={t.lost} items={t.lostItems} />
        <Items title={t.stays} items={t.staysItems} />
      </div>
      {preview !== undefined && preview.orders > 1 && (
        <SelectField
          label={t.scope}
          options={[
            { value: 'order', label: t.scopeOrder },
            { value: 'phone', label: t.scopePhone(preview.orders, preview.open) },
          ]}
          {...(preview.isTooMany && { hint: t.tooMany(MOST_ERASED) })}
          {...form.choice('scope')}
        />
      )}
      <NoteField label={t.reason} hint={t.reasonHint} required maxLength={300} {...form.text('reason')} />
      <TextField
        label={t.typed(last)}
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={TYPED_TO_ERASE}
        className="font-mono"
        {...form.text('typed')}
      />
    </FormDialog>
  )
}

function Items({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <div>
      <p className="font-medium">{title}</p>
      <ul className="mt-0.5 list-disc pl-4.5 text-ink-2">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  )
}
