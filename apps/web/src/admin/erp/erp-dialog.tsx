'use client'

import { ErpSaveInput, type ErpView, ORDER_STATE_LABELS, ORDER_STATES, type OrderState } from '@baton/contract'
import { Segmented } from '#ui/segmented.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { SwitchField } from '../catalogue/enabled-field.tsx'
import { CheckList } from '../form/check-list.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { TextField } from '../form/text-field.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { useErpChanges } from './use-erp.ts'
import { erpWords } from './words.ts'

const USUAL: readonly OrderState[] = ['packing', 'part_shipped', 'shipped']

const KINDS = ['api', 'database'] as const

function rightsOf({ name, grants, mayHold, mayTellStock, mayTellProducts, mayGiveLinks }: ErpView) {
  return { name, grants: [...grants], mayHold, mayTellStock, mayTellProducts, mayGiveLinks }
}

/** Name and rights of one ERP, and of a new one how it gets in. */
export function ErpDialog({ erp, onClose }: { erp: ErpView | undefined; onClose: () => void }) {
  const t = useWords(erpWords)
  const label = useLabel()
  const { save } = useErpChanges()
  const start: ErpSaveInput = {
    ...(erp ? { id: erp.id, was: rightsOf(erp) } : { kind: 'api' }),
    name: erp?.name ?? '',
    grants: [...(erp?.grants ?? USUAL)],
    mayHold: erp?.mayHold ?? false,
    mayTellStock: erp?.mayTellStock ?? false,
    mayTellProducts: erp?.mayTellProducts ?? false,
    mayGiveLinks: erp?.mayGiveLinks ?? false,
  }
  const form = useForm({
    schema: ErpSaveInput,
    start,
    send: (input) => save.mutateAsync(input),
    onDone: useDone(t.saved, onClose),
  })
  return (
    <FormDialog title={erp ? `${t.edit} · ${erp.name}` : t.add} form={form} onClose={onClose}>
      <TextField label={t.name} hint={t.nameHint} required maxLength={60} {...form.text('name')} />
      {form.draft.kind && (
        <div className="grid gap-1.5">
          <span className="font-medium text-13 text-ink-2">{t.kind}</span>
          <Segmented
            label={t.kind}
            value={form.draft.kind}
            options={KINDS.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
            onChange={(kind) => form.set('kind', kind)}
          />
          <p className="text-ink-3 text-xs">{t.kindHints[form.draft.kind]}</p>
        </div>
      )}
      <CheckList
        label={t.grants}
        hint={t.grantsHint}
        options={ORDER_STATES.map((state) => ({ value: state, label: label(ORDER_STATE_LABELS[state]) }))}
        chosen={form.draft.grants}
        onChange={(grants) => form.set('grants', grants)}
      />
      <SwitchField label={t.mayHold} checked={form.draft.mayHold} onChange={(on) => form.set('mayHold', on)} />
      {(erp?.kind ?? form.draft.kind) === 'api' && (
        <>
          <SwitchField
            label={t.mayTellStock}
            hint={t.mayTellStockHint}
            checked={form.draft.mayTellStock ?? false}
            onChange={(on) => form.set('mayTellStock', on)}
          />
          <SwitchField
            label={t.mayTellProducts}
            hint={t.mayTellProductsHint}
            checked={form.draft.mayTellProducts ?? false}
            onChange={(on) => form.set('mayTellProducts', on)}
          />
          <SwitchField
            label={t.mayGiveLinks}
            hint={t.mayGiveLinksHint}
            checked={form.draft.mayGiveLinks ?? false}
            onChange={(on) => form.set('mayGiveLinks', on)}
          />
        </>
      )}
    </FormDialog>
  )
}
