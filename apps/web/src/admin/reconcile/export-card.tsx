'use client'

import { EXPORT_ENCODINGS, EXPORT_FORMATS, type ReconcileFilter, type TotalsInput } from '@baton/contract'
import { Download, Sigma } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { Field, NativeSelect } from '#ui/field.tsx'
import { useLocale, useWords } from '#words/locale.tsx'
import { MomentField } from './moment-field.tsx'
import { MOMENT_PRESETS, presetMoment } from './moments.ts'
import { ordersFile } from './use-reconcile.ts'
import { reconcileWords } from './words.ts'

const FILES = [
  ...EXPORT_ENCODINGS.map((encoding) => ({ format: 'csv' as const, encoding })),
  { format: EXPORT_FORMATS[1], encoding: EXPORT_ENCODINGS[0] },
] as const

/** The orders as they stood at one moment: added up, or as a file. */
export function ExportCard({
  filter,
  busy,
  onTotal,
}: {
  filter: ReconcileFilter
  busy: boolean
  onTotal: (input: TotalsInput) => void
}) {
  const t = useWords(reconcileWords)
  const { locale } = useLocale()
  const [asOf, setAsOf] = useState(() => new Date().toISOString())
  const [choice, setChoice] = useState(0)
  const file = FILES[choice] ?? FILES[0]
  return (
    <Section title={t.exportTitle} id="export">
      <div className="grid gap-3 p-4">
        <p className="text-13 text-ink-3">{t.exportHint}</p>
        <div className="flex flex-wrap gap-2">
          {MOMENT_PRESETS.map((preset) => (
            <Button key={preset} size="small" onClick={() => setAsOf(presetMoment(preset, Date.now()))}>
              {t.momentPresets[preset]}
            </Button>
          ))}
        </div>
        <div className="flex flex-wrap items-end gap-3">
          <MomentField label={t.asOf} at={asOf} onChange={setAsOf} />
          <Field label={t.format} className="min-w-44 flex-1">
            {(parts) => (
              <NativeSelect {...parts} value={choice} onChange={(event) => setChoice(Number(event.target.value))}>
                {FILES.map((one, index) => (
                  <option key={`${one.format} ${one.encoding}`} value={index}>
                    {t.formats[one.format === 'xlsx' ? 'xlsx' : one.encoding]}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
          <div className="flex flex-wrap gap-2 max-sm:w-full">
            <Button className="max-sm:w-full" busy={busy} onClick={() => onTotal({ asOf, filter })}>
              <Sigma />
              {t.totals}
            </Button>
            <Button asChild className="max-sm:w-full">
              <a href={ordersFile({ asOf, ...file, lang: locale, filter })} download>
                <Download />
                {t.download}
              </a>
            </Button>
          </div>
        </div>
      </div>
    </Section>
  )
}
