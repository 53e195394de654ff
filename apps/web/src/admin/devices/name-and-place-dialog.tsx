'use client'

import { EnrolmentCreateInput } from '@baton/contract'
import type { ComponentProps } from 'react'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { LoadedDialog } from '../form/loaded-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { useFloorWarehouses } from './use-devices.ts'
import { deviceWords } from './words.ts'

type Frame = Pick<ComponentProps<typeof FormDialog>, 'title' | 'hint' | 'saveLabel' | 'onClose'>

interface Asking {
  /** Of a name. */
  readonly example?: string
  readonly send: (input: EnrolmentCreateInput) => Promise<unknown>
  readonly onDone?: () => void
}

/** Asks for what every device and station has: a name and a warehouse. */
export function NameAndPlaceDialog(props: Frame & Asking) {
  const warehouses = useFloorWarehouses()
  return (
    <LoadedDialog query={warehouses} title={props.title} onClose={props.onClose}>
      {(rows) => <NameAndPlaceForm {...props} places={rows.map(({ id, name }) => ({ value: id, label: name }))} />}
    </LoadedDialog>
  )
}

function NameAndPlaceForm({
  places,
  example,
  send,
  onDone = () => {},
  ...frame
}: Frame & Asking & { places: readonly { value: string; label: string }[] }) {
  const t = useWords(deviceWords)
  const form = useForm({ schema: EnrolmentCreateInput, start: { name: '', warehouseId: '' }, send, onDone })
  return (
    <FormDialog {...frame} form={form}>
      <TextField
        label={t.name}
        required
        autoComplete="off"
        maxLength={60}
        placeholder={example ?? t.namePlaceholder}
        {...form.text('name')}
      />
      <SelectField label={t.warehouse} required options={places} {...form.choice('warehouseId')} />
    </FormDialog>
  )
}
