'use client'

import type { ComponentProps } from 'react'
import { Field, NativeSelect, Unchosen } from '#ui/field.tsx'

/** A label and a list to choose from; asks for a choice while the value is none of it. */
export function SelectField<T extends string>({
  label,
  hint,
  required,
  error,
  value,
  options,
  onChoose,
  disabled,
}: Pick<ComponentProps<typeof Field>, 'label' | 'hint' | 'required' | 'error'> & {
  value: NoInfer<T>
  options: readonly { value: T; label: string }[]
  onChoose: (value: T) => void
  disabled?: boolean
}) {
  const chosen = options.findIndex((option) => option.value === value)
  return (
    <Field label={label} hint={hint} error={error} {...(required && { required })}>
      {(parts) => (
        <NativeSelect
          {...parts}
          disabled={disabled}
          value={chosen === -1 ? '' : value}
          onChange={(event) => {
            const option = options.find((one) => one.value === event.target.value)
            if (option) onChoose(option.value)
          }}
        >
          {chosen === -1 && <Unchosen />}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}
