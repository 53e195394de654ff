'use client'

import { GunCreateInput, type GunView } from '@baton/contract'
import { useState } from 'react'
import { Field, Input } from '#ui/field.tsx'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { IssuedDialog } from '../form/issued-dialog.tsx'
import { useForm } from '../form/use-form.ts'
import { WarehouseSelect } from './printer-dialog.tsx'
import { usePrinting } from './use-printers.ts'
import { printerWords } from './words.ts'

/** Enrols a print agent; its key is shown once. */
export function AgentDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(printerWords)
  const { createAgent } = usePrinting()
  const [issued, setIssued] = useState<GunView | null>(null)
  const form = useForm({
    schema: GunCreateInput,
    start: { warehouseId: '', name: '' },
    send: async (input) => setIssued(await createAgent.mutateAsync(input)),
    onDone: () => {},
  })
  if (issued)
    return (
      <IssuedDialog
        words={t}
        rows={[
          { name: t.device, value: issued.id },
          { name: t.key, value: issued.key },
        ]}
        onClose={onClose}
      />
    )
  return (
    <FormDialog title={t.agentTitle} hint={t.agentHint} saveLabel={t.agentMake} form={form} onClose={onClose}>
      <Field label={t.warehouse} required {...form.errorOf('warehouseId')}>
        {(parts) => (
          <WarehouseSelect
            parts={parts}
            value={form.draft.warehouseId}
            onChange={(warehouseId) => form.set('warehouseId', warehouseId)}
          />
        )}
      </Field>
      <Field label={t.agentName} required {...form.errorOf('name')}>
        {(parts) => (
          <Input {...parts} value={form.draft.name} onChange={(event) => form.set('name', event.target.value)} />
        )}
      </Field>
    </FormDialog>
  )
}
