'use client'

import { EVENT_STATE_LABELS } from '@baton/contract'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { type EventFilter, reapplicable } from './filter-url.ts'
import { useReapply } from './use-events.ts'
import { eventWords } from './words.ts'

/** Offered once the filter names one app and one state that can be tried again. */
export function ReapplyMany({ filter, count }: { filter: EventFilter; count: number }) {
  const t = useWords(eventWords)
  const label = useLabel()
  const say = useToast()
  const { many } = useReapply()
  const may = useMay('events.reapply')
  const [asking, setAsking] = useState(false)
  const target = reapplicable(filter)
  if (!may || target === null || count === 0) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <RotateCw />
        {t.reapplyMany(label(EVENT_STATE_LABELS[target.state]))}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t.reapplyMany(label(EVENT_STATE_LABELS[target.state]))}
          confirm={t.reapplyManyConfirm}
          action={many}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            many.mutate(target, {
              onSuccess: ({ count: queued }) => {
                say('good', t.reappliedMany(queued))
                setAsking(false)
              },
            })
          }
        >
          <p>{t.reapplyManyHint}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
