'use client'

import type { ComponentProps } from 'react'
import { Field, Input, TextArea } from '#ui/field.tsx'

type Of = Pick<ComponentProps<typeof Field>, 'label' | 'hint' | 'required' | 'error'> & {
  readonly value: string
  readonly onText: (text: string) => void
}

/** A label and a line to write in. Everything else goes to the line. */
export function TextField({
  label,
  hint,
  required,
  error,
  onText,
  fieldClass = '',
  ...line
}: Of & { fieldClass?: string } & Omit<ComponentProps<'input'>, keyof Of | 'onChange'>) {
  return (
    <Field label={label} hint={hint} error={error} className={fieldClass} {...(required && { required })}>
      {(parts) => <Input {...line} {...parts} onChange={(event) => onText(event.target.value)} />}
    </Field>
  )
}

/** The same for a few sentences. */
export function NoteField({ label, hint, required, error, onText, value, maxLength }: Of & { maxLength: number }) {
  return (
    <Field label={label} hint={hint} error={error} {...(required && { required })}>
      {(parts) => (
        <TextArea
          {...parts}
          rows={3}
          maxLength={maxLength}
          value={value}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  )
}
