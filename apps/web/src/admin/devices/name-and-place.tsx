'use client'

import { Field, Input, NativeSelect, Unchosen } from '#ui/field.tsx'
import { useWords } from '#words/locale.tsx'
import { useFloorWarehouses } from './use-devices.ts'
import { deviceWords } from './words.ts'

export interface NameAndPlace {
  readonly name: string
  readonly warehouseId: string
}

/** What every device and station has. The first warehouse is chosen until somebody chooses another. */
export function NameAndPlaceFields({
  draft,
  onName,
  onPlace,
  errorOf,
}: {
  draft: NameAndPlace
  onName: (name: string) => void
  onPlace: (warehouseId: string) => void
  errorOf: (path: string) => { error?: string }
}) {
  const t = useWords(deviceWords)
  const { data: warehouses } = useFloorWarehouses()
  return (
    <>
      <Field label={t.name} required {...errorOf('name')}>
        {(parts) => (
          <Input
            {...parts}
            autoComplete="off"
            maxLength={60}
            placeholder={t.namePlaceholder}
            value={draft.name}
            onChange={(event) => onName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t.warehouse} required {...errorOf('warehouseId')}>
        {(parts) => (
          <NativeSelect {...parts} value={draft.warehouseId} onChange={(event) => onPlace(event.target.value)}>
            <Unchosen />
            {warehouses?.map((warehouse) => (
              <option key={warehouse.id} value={warehouse.id}>
                {warehouse.name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
    </>
  )
}
