'use client'

import type { WarehouseView } from '@baton/contract'
import type { ComponentProps } from 'react'
import { useWords } from '#words/locale.tsx'
import { SelectField } from '../form/select-field.tsx'
import { printerWords } from './words.ts'

/** One of the warehouses in use, or the one it was before. */
export function WarehouseField({
  warehouses,
  ...choice
}: { warehouses: readonly WarehouseView[] } & Pick<
  ComponentProps<typeof SelectField<string>>,
  'value' | 'onChoose' | 'error'
>) {
  const t = useWords(printerWords)
  const options = warehouses
    .filter((one) => one.enabled || one.id === choice.value)
    .map(({ id, name }) => ({ value: id, label: name }))
  return <SelectField label={t.warehouse} required options={options} {...choice} />
}
