'use client'

import type { CredentialFieldView } from '@baton/contract'
import { Field, Input } from '#ui/field.tsx'
import { bilingual, useLabel, useWords } from '#words/locale.tsx'

const words = bilingual(
  { kept: '留空则保持不变', secret: '加密保存，之后不再显示' },
  { kept: 'Leave empty to keep it', secret: 'Stored encrypted, never shown again' },
)

/** A driver's credential fields. What is left empty is not sent, so a stored secret keeps its value. */
export function CredentialFields({
  fields,
  values,
  kept,
  errorOf,
  onChange,
}: {
  fields: readonly CredentialFieldView[]
  values: Readonly<Record<string, string>>
  /** Values are stored already: empty means unchanged. */
  kept: boolean
  errorOf: (key: string) => { error?: string }
  onChange: (values: Record<string, string>) => void
}) {
  const t = useWords(words)
  const label = useLabel()
  return fields.map((field) => {
    const hint = kept ? t.kept : field.secret ? t.secret : undefined
    return (
      <Field
        key={field.key}
        label={label(field.label)}
        required={field.required && !kept}
        {...(hint !== undefined && { hint })}
        {...errorOf(field.key)}
      >
        {(parts) => (
          <Input
            {...parts}
            type={field.secret ? 'password' : 'text'}
            autoComplete={field.secret ? 'new-password' : 'off'}
            spellCheck={false}
            className="font-mono text-13"
            maxLength={4000}
            value={values[field.key] ?? ''}
            onChange={(event) => {
              const { [field.key]: _, ...others } = values
              onChange(event.target.value === '' ? others : { ...others, [field.key]: event.target.value })
            }}
          />
        )}
      </Field>
    )
  })
}
