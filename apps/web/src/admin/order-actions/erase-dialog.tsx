'use client'

import {
  EraseInput,
  type ErasePreview,
  MOST_ERASED,
  type OrderActionResult,
  type OrderDetail,
  TYPED_TO_ERASE,
} from '@baton/contract'
import { useState } from 'react'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { LoadedDialog } from '../form/loaded-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { NoteField, TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { eraseWords } from './erase-words.ts'
import { useErasePreview, useOrderActions } from './use-order-actions.ts'

interface Props {
  readonly onDone: (results: readonly OrderActionResult[]) => void
  readonly onClose: () => void
}

/** Nobody erases one order without knowing whether there are others of the same buyer: by this one they are found. */
export function EraseDialog({ order, onDone, onClose }: Props & { readonly order: OrderDetail }) {
  const t = useWords(eraseWords)
  const [id] = useState(order.id)
  const preview = useErasePreview(id)
  return (
    <LoadedDialog query={preview} title={t.title} onClose={onClose}>
      {(data) => <EraseForm id={id} preview={data} onDone={onDone} onClose={onClose} />}
    </LoadedDialog>
  )
}

/** Says what is lost and what stays, and is confirmed by a reason and the end of the order's id. */
function EraseForm({ id, preview, onDone, onClose }: Props & { readonly id: string; readonly preview: ErasePreview }) {
  const t = useWords(eraseWords)
  const { erase } = useOrderActions()
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
      {preview.orders > 1 && (
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
