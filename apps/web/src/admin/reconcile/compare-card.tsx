'use client'

import type { CompareInput, ReconcileFilter } from '@baton/contract'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { FileButton } from '#ui/file-button.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { MomentField } from './moment-field.tsx'
import { PRESETS, presetMoments } from './moments.ts'
import { type FileTrouble, momentsIn } from './moments-in-files.ts'
import { reconcileWords } from './words.ts'

/** Two moments: typed, from a preset, or from two files that carry theirs. */
export function CompareCard({
  filter,
  busy,
  onCompare,
}: {
  filter: ReconcileFilter
  busy: boolean
  onCompare: (input: CompareInput) => void
}) {
  const t = useWords(reconcileWords)
  const [moments, setMoments] = useState(() => presetMoments('yesterday18', Date.now()))
  const backwards = Date.parse(moments.before) >= Date.parse(moments.after)
  return (
    <Section title={t.compareTitle} id="compare">
      <div className="grid gap-3 p-4">
        <div className="flex flex-wrap gap-2">
          {PRESETS.map((preset) => (
            <Button
              key={preset}
              size="small"
              onClick={() => {
                const chosen = presetMoments(preset, Date.now())
                setMoments(chosen)
                onCompare({ ...chosen, filter })
              }}
            >
              {t.presets[preset]}
            </Button>
          ))}
        </div>
        <div className="flex flex-wrap items-end gap-3">
          <MomentField
            label={t.before}
            at={moments.before}
            onChange={(before) => setMoments((now) => ({ ...now, before }))}
          />
          <MomentField
            label={t.after}
            at={moments.after}
            onChange={(after) => setMoments((now) => ({ ...now, after }))}
          />
          <Button
            look="primary"
            className="max-sm:w-full"
            busy={busy}
            disabled={backwards}
            onClick={() => onCompare({ ...moments, filter })}
          >
            {t.compare}
          </Button>
        </div>
        {backwards && <FailedLine error={null}>{t.backwards}</FailedLine>}
        <FilePair onCompare={onCompare} />
      </div>
    </Section>
  )
}

/** Two exported files, read on this machine no further than their first lines; the moments they carry are compared. */
function FilePair({ onCompare }: { onCompare: (input: CompareInput) => void }) {
  const t = useWords(reconcileWords)
  const [trouble, setTrouble] = useState<FileTrouble | null>(null)
  const take = async (files: readonly File[]) => {
    const found = await momentsIn(files).catch(() => 'unreadable' as const)
    setTrouble(typeof found === 'string' ? found : null)
    if (typeof found !== 'string') onCompare(found)
  }
  return (
    <div className="grid gap-2 border-line border-t pt-3">
      <div className="flex flex-wrap items-center gap-2">
        <FileButton
          label={t.files}
          accept=".csv,text/csv,.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          multiple
          onTake={(files) => void take(files)}
        />
        <p className="text-13 text-ink-3">{t.filesHint}</p>
      </div>
      {trouble !== null && <FailedLine error={null}>{t.troubles[trouble]}</FailedLine>}
    </div>
  )
}
