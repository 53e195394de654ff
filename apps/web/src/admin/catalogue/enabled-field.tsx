'use client'

import { useId } from 'react'
import { Switch } from '#ui/switch.tsx'
import { useWords } from '#words/locale.tsx'
import { catalogueWords } from './words.ts'

export function SwitchField({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  const id = useId()
  return (
    <div className="flex items-center justify-between gap-4 rounded-lg border border-line px-3 py-2.5">
      <label htmlFor={id} className="font-medium text-13">
        {label}
        {hint !== undefined && <span className="block font-normal text-ink-3 text-xs">{hint}</span>}
      </label>
      <Switch id={id} checked={checked} onCheckedChange={onChange} />
    </div>
  )
}

export function EnabledField({
  enabled,
  hint,
  onChange,
}: {
  enabled: boolean
  hint?: string
  onChange: (enabled: boolean) => void
}) {
  const t = useWords(catalogueWords)
  return (
    <SwitchField label={t.field.enabled} {...(hint !== undefined && { hint })} checked={enabled} onChange={onChange} />
  )
}
