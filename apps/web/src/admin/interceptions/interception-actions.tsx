'use client'

import {
  INTERCEPTION_RESOLUTION_LABELS,
  INTERCEPTION_RESOLUTIONS,
  type InterceptionResolution,
  InterceptionResolveInput,
  type InterceptionRow,
} from '@baton/contract'
import { useState } from 'react'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { NoteField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { useInterceptionChanges } from './use-interceptions.ts'
import { interceptionWords } from './words.ts'

/** Saying "I have it", and telling how it ended. */
export function InterceptionActions({ task }: { task: InterceptionRow }) {
  const t = useWords(interceptionWords)
  const sayFailure = useSayFailure()
  const [ending, setEnding] = useState(false)
  const { acknowledge } = useInterceptionChanges()
  const may = useMay('interceptions.handle')
  if (!may || task.resolution !== null) return null
  const take = () => acknowledge.mutate({ id: task.id }, { onError: sayFailure })
  return (
    <>
      {task.acknowledgedAt === null && (
        <Button size="small" look="primary" busy={acknowledge.isPending} onClick={take}>
          {t.acknowledge}
        </Button>
      )}
      <Button size="small" onClick={() => setEnding(true)}>
        {t.end}
      </Button>
      {ending && <ResolveDialog task={task} onClose={() => setEnding(false)} />}
    </>
  )
}

function ResolveDialog({ task, onClose }: { task: InterceptionRow; onClose: () => void }) {
  const t = useWords(interceptionWords)
  const label = useLabel()
  const { resolve } = useInterceptionChanges()
  const form = useForm({
    schema: InterceptionResolveInput,
    start: { id: task.id, resolution: 'intercepted' as InterceptionResolution, note: '' },
    send: (input) => resolve.mutateAsync(input),
    onDone: onClose,
  })
  return (
    <FormDialog title={t.endTitle} hint={task.orderId} form={form} onClose={onClose} saveLabel={t.end}>
      <SelectField
        label={t.how}
        {...(task.cause === 'address_changed' && { hint: t.labelHolds })}
        options={INTERCEPTION_RESOLUTIONS.map((one) => ({
          value: one,
          label: label(INTERCEPTION_RESOLUTION_LABELS[one]),
        }))}
        {...form.choice('resolution')}
      />
      <NoteField
        label={t.note}
        hint={t.noteHint}
        required={form.draft.resolution !== 'intercepted'}
        maxLength={300}
        {...form.text('note')}
      />
    </FormDialog>
  )
}
