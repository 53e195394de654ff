'use client'

import type { CredentialFieldView } from '@baton/contract'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Field, Input } from '#ui/field.tsx'
import { bilingual, useLabel, useWords } from '#words/locale.tsx'
import { randomLetters } from './random-letters.ts'

const words = bilingual(
  {
    kept: '已保存，留空则保持不变',
    secret: '加密保存，之后不再显示',
    clear: '清除',
    clearWhat: (field: string) => `清除已保存的“${field}”`,
    cleared: '保存后清除',
    undo: '保留',
    undoWhat: (field: string) => `保留已保存的“${field}”`,
    make: '生成',
    makeWhat: (field: string) => `生成“${field}”`,
    made: '先复制到对方系统；保存后不再显示',
  },
  {
    kept: 'Stored; leave empty to keep it',
    secret: 'Stored encrypted, never shown again',
    clear: 'Clear',
    clearWhat: (field: string) => `Clear the stored ${field}`,
    cleared: 'Cleared once you save',
    undo: 'Keep',
    undoWhat: (field: string) => `Keep the stored ${field}`,
    make: 'Generate',
    makeWhat: (field: string) => `Generate ${field}`,
    made: 'Copy it into the other system first; once saved it is never shown again',
  },
)

/** Left out: as it is stored; null: taken away. */
type CredentialValues = Readonly<Record<string, string | null>>

interface CredentialFieldsProps {
  readonly fields: readonly CredentialFieldView[]
  readonly values: CredentialValues
  /** Those that have a value already. */
  readonly stored: readonly string[]
  readonly errorOf: (key: string) => { error?: string }
  readonly onChange: (values: Record<string, string | null>) => void
}

/** A driver's credential fields. What is left empty is not sent, so a stored secret keeps its value until it is cleared. */
export function CredentialFields({ fields, values, stored, errorOf, onChange }: CredentialFieldsProps) {
  const set = (key: string, value: string | null) => {
    const { [key]: _, ...others } = values
    onChange(value === '' ? others : { ...others, [key]: value })
  }
  return fields.map((field) => (
    <CredentialField
      key={field.key}
      field={field}
      value={values[field.key]}
      isStored={stored.includes(field.key)}
      error={errorOf(field.key)}
      onSet={(value) => set(field.key, value)}
    />
  ))
}

interface CredentialFieldProps {
  readonly field: CredentialFieldView
  readonly value: string | null | undefined
  readonly isStored: boolean
  readonly error: { error?: string }
  /** Empty text: as it is stored. */
  readonly onSet: (value: string | null) => void
}

function CredentialField({ field, value, isStored, error, onSet }: CredentialFieldProps) {
  const t = useWords(words)
  const name = useLabel()(field.label)
  const [made, setMade] = useState<string | null>(null)
  const isCleared = value === null
  const isMade = made !== null && value === made
  const { madeUp } = field
  const make = ({ prefix, letters }: NonNullable<typeof madeUp>) => {
    const text = `${prefix}${randomLetters(letters)}`
    setMade(text)
    onSet(text)
  }
  const hint = isMade ? t.made : isCleared ? t.cleared : isStored ? t.kept : field.secret ? t.secret : undefined
  const note = error.error === undefined && hint !== undefined ? { hint } : error
  return (
    <Field label={name} required={field.required && !isStored} {...note}>
      {(parts) => (
        <div className="flex items-center gap-2">
          <Input
            {...parts}
            type={field.secret && !isMade ? 'password' : 'text'}
            autoComplete={field.secret ? 'new-password' : 'off'}
            spellCheck={false}
            className="font-mono text-13"
            maxLength={4000}
            disabled={isCleared}
            value={value ?? ''}
            onChange={(event) => onSet(event.target.value)}
          />
          {isMade && <CopyButton text={made} what={name} />}
          {madeUp && !isMade && !isCleared && (
            <Button className="h-9 shrink-0" aria-label={t.makeWhat(name)} onClick={() => make(madeUp)}>
              {t.make}
            </Button>
          )}
          {isStored && !field.required && (
            <Button
              className="h-9 shrink-0"
              aria-label={isCleared ? t.undoWhat(name) : t.clearWhat(name)}
              onClick={() => onSet(isCleared ? '' : null)}
            >
              {isCleared ? t.undo : t.clear}
            </Button>
          )}
        </div>
      )}
    </Field>
  )
}
