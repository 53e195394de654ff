'use client'

import type { WarehouseView } from '@baton/contract'
import type { ComponentProps } from 'react'
import { SelectField } from '../form/select-field.tsx'

/** One of the warehouses in use, or the one it was before. */
export function WarehouseField({
  warehouses,
  ...field
}: { warehouses: readonly WarehouseView[] } & Pick<
  ComponentProps<typeof SelectField<string>>,
  'label' | 'value' | 'onChoose' | 'error'
>) {
  const options = warehouses
    .filter((one) => one.enabled || one.id === field.value)
    .map(({ id, name }) => ({ value: id, label: name }))
  return <SelectField required options={options} {...field} />
}
