'use client'

import type { ComponentProps } from 'react'
import { Field, Input } from '#ui/field.tsx'

/** A label and a whole number; an empty field is 0. */
export function NumberField({
  label,
  hint,
  required,
  error,
  value,
  digits = 3,
  disabled,
  onNumber,
}: Pick<ComponentProps<typeof Field>, 'label' | 'hint' | 'required' | 'error'> & {
  value: number | null
  /** The most that may be typed. */
  digits?: number
  disabled?: boolean
  onNumber: (value: number) => void
}) {
  return (
    <Field label={label} hint={hint} error={error} {...(required && { required })}>
      {(parts) => (
        <Input
          {...parts}
          inputMode="numeric"
          disabled={disabled}
          value={value || ''}
          onChange={({ target }) => onNumber(Number(target.value.replace(/\D/g, '').slice(0, digits)))}
        />
      )}
    </Field>
  )
}
