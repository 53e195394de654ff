'use client'

import { GunCreateInput, type GunView, type WarehouseView } from '@baton/contract'
import { useState } from 'react'
import { useWarehouses } from '#admin/catalogue/use-catalogue.ts'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { IssuedDialog } from '../form/issued-dialog.tsx'
import { LoadedDialog } from '../form/loaded-dialog.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { usePrinting } from './use-printers.ts'
import { WarehouseField } from './warehouse-field.tsx'
import { printerWords } from './words.ts'

/** Enrols a print agent; its key is shown once. */
export function AgentDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(printerWords)
  const [issued, setIssued] = useState<GunView | null>(null)
  const warehouses = useWarehouses()
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
    <LoadedDialog query={warehouses} title={t.agentTitle} onClose={onClose}>
      {(rows) => <AgentForm warehouses={rows} onIssued={setIssued} onClose={onClose} />}
    </LoadedDialog>
  )
}

function AgentForm({
  warehouses,
  onIssued,
  onClose,
}: {
  warehouses: readonly WarehouseView[]
  onIssued: (issued: GunView) => void
  onClose: () => void
}) {
  const t = useWords(printerWords)
  const { createAgent } = usePrinting()
  const form = useForm({
    schema: GunCreateInput,
    start: { warehouseId: '', name: '' },
    send: async (input) => onIssued(await createAgent.mutateAsync(input)),
    onDone: () => {},
  })
  return (
    <FormDialog title={t.agentTitle} hint={t.agentHint} saveLabel={t.agentMake} form={form} onClose={onClose}>
      <WarehouseField warehouses={warehouses} {...form.choice('warehouseId')} />
      <TextField label={t.agentName} required {...form.text('name')} />
    </FormDialog>
  )
}
