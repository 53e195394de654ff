'use client'

import {
  MappingSaveInput,
  type MappingVersionView,
  PLATFORM_LABELS,
  PUBLISHED_WORD,
  STANDARDS_OF_AXIS,
  STATUS_AXIS_LABELS,
  type StatusAxis,
} from '@baton/contract'
import type { ReactNode } from 'react'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { Code } from '#ui/code.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field, NativeSelect } from '#ui/field.tsx'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { Versions } from '../versions.tsx'
import { Meaning } from './axis-table.tsx'
import { standardLabel } from './standard-label.ts'
import { useMappingHistory, usePreview, useSaveMapping, type Word } from './use-mapping.ts'
import { WordPreview } from './word-preview.tsx'
import { mappingWords } from './words.ts'

/** One word: its meaning, what changing it would do, and every meaning it has had. */
export function WordDialog({ word, onClose }: { word: Word; onClose: () => void }) {
  const mayEdit = useMay('mapping.edit')
  return mayEdit ? <EditDialog word={word} onClose={onClose} /> : <HistoryDialog word={word} onClose={onClose} />
}

function useTitle(word: Word): { title: ReactNode; hint: string } {
  const label = useLabel()
  const hint = `${label(PLATFORM_LABELS[word.platform])} · ${label(STATUS_AXIS_LABELS[word.axis])} · ${word.native}`
  return { title: word.label ?? <Code text={word.native} />, hint }
}

function EditDialog({ word, onClose }: { word: Word; onClose: () => void }) {
  const t = useWords(mappingWords)
  const say = useToast()
  const save = useSaveMapping()
  const { platform, axis, native } = word
  const form = useForm({
    schema: MappingSaveInput,
    start: {
      platform,
      axis,
      native,
      standard: word.standard as string | null,
      label: word.label ?? (word.version === 0 ? native.slice(0, 120) : null),
      expectedVersion: word.version,
      reason: '',
    },
    send: async (input) => {
      const { released } = await save.mutateAsync(input)
      say('good', t.saved(released))
    },
    onDone: onClose,
  })
  const changed = form.draft.standard !== word.standard
  const preview = usePreview({ platform, axis, native, standard: form.draft.standard }, changed)
  return (
    <FormDialog {...useTitle(word)} form={form} saveLabel={t.saveAndApply} onClose={onClose}>
      <Field label={t.columns.standard} required {...form.errorOf('standard')}>
        {(parts) => (
          <MeaningSelect
            {...parts}
            axis={axis}
            value={form.draft.standard}
            onChoose={(to) => form.set('standard', to)}
          />
        )}
      </Field>
      <TextField
        label={t.label}
        maxLength={120}
        value={form.draft.label ?? ''}
        onText={(text) => form.set('label', text || null)}
        {...form.errorOf('label')}
      />
      <TextField label={t.reason} hint={t.reasonHint} required maxLength={300} {...form.text('reason')} />
      {changed && <WordPreview query={preview} />}
      {word.version > 0 && <History word={word} />}
    </FormDialog>
  )
}

function MeaningSelect({
  axis,
  value,
  onChoose,
  ...parts
}: {
  axis: StatusAxis
  value: string | null
  onChoose: (standard: string | null) => void
  id: string
}) {
  const t = useWords(mappingWords)
  const label = useLabel()
  return (
    <NativeSelect {...parts} value={value ?? ''} onChange={(event) => onChoose(event.target.value || null)}>
      <option value="">{t.notMapped}</option>
      {STANDARDS_OF_AXIS[axis].map((standard) => {
        const name = standardLabel({ axis, standard })
        return (
          <option key={standard} value={standard}>
            {name === null ? standard : label(name)}
          </option>
        )
      })}
    </NativeSelect>
  )
}

function HistoryDialog({ word, onClose }: { word: Word; onClose: () => void }) {
  const t = useWords(mappingWords)
  return (
    <Dialog {...useTitle(word)} onClose={onClose} footer={<Button onClick={onClose}>{t.close}</Button>}>
      <History word={word} />
    </Dialog>
  )
}

function History({ word }: { word: Word }) {
  const t = useWords(mappingWords)
  return (
    <Versions
      title={t.history}
      query={useMappingHistory(word)}
      what={(version) => (
        <>
          <span className="text-ink-3 text-xs">{t.versionOf(version.version)}</span>
          <Meaning row={{ axis: word.axis, standard: version.standard }} />
        </>
      )}
      why={(version) => (isPublished(version) ? t.published : `${version.author} · ${version.reason}`)}
    />
  )
}

function isPublished({ author, reason }: MappingVersionView): boolean {
  return author === PUBLISHED_WORD.author && reason === PUBLISHED_WORD.reason
}
