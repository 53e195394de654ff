'use client'

import { type DeviationMap, DeviationSettings } from '@baton/contract'
import { useState } from 'react'
import { Field, Input } from '#ui/field.tsx'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { useSaveDeviationSettings } from './use-deviation.ts'
import { deviationWords } from './words.ts'

/** Shares are typed in per cent and kept as parts of one. */
const FIELDS = [
  { key: 'graceMinutes', per: 1 },
  { key: 'raiseAbove', per: 100 },
  { key: 'closeBelow', per: 100 },
  { key: 'leastOrders', per: 1 },
] as const

export function SettingsDialog({
  map: { settings, settingsSavedAt },
  onClose,
}: {
  map: DeviationMap
  onClose: () => void
}) {
  const t = useWords(deviationWords)
  const save = useSaveDeviationSettings()
  const [seenAt] = useState(settingsSavedAt)
  const form = useForm({
    schema: DeviationSettings,
    start: { ...settings },
    send: (changed) => save.mutateAsync({ settings: changed, seenAt }),
    onDone: useDone(t.saved, onClose),
  })
  return (
    <FormDialog title={t.settings} form={form} onClose={onClose}>
      {FIELDS.map(({ key, per }) => (
        <Field key={key} label={t.fields[key]} required {...form.errorOf(key)}>
          {(parts) => (
            <Input
              {...parts}
              type="number"
              step="any"
              min={0}
              value={Number.isNaN(form.draft[key]) ? '' : Number((form.draft[key] * per).toFixed(4))}
              onChange={(event) => form.set(key, event.target.valueAsNumber / per)}
            />
          )}
        </Field>
      ))}
      <label className="flex items-start gap-2.5 pointer-coarse:py-1 text-13">
        <input
          type="checkbox"
          className="mt-1 size-4 accent-accent"
          checked={form.draft.publish}
          onChange={(event) => form.set('publish', event.target.checked)}
        />
        <span>
          {t.publish}
          <span className="block text-ink-3 text-xs">{t.publishHint}</span>
        </span>
      </label>
    </FormDialog>
  )
}
