'use client'

import { LAST_MOMENT } from '#time/merchant-days.ts'
import { Field, Input } from '#ui/field.tsx'
import { fieldTime, instantOfField } from './moments.ts'

/** A moment on the merchant's clock. */
export function MomentField({ label, at, onChange }: { label: string; at: string; onChange: (at: string) => void }) {
  return (
    <Field label={label} className="min-w-[min(13rem,100%)] flex-1">
      {(parts) => (
        <Input
          {...parts}
          type="datetime-local"
          max={LAST_MOMENT}
          value={fieldTime(at)}
          onChange={(event) => {
            const next = instantOfField(event.target.value)
            if (next !== null) onChange(next)
          }}
        />
      )}
    </Field>
  )
}
