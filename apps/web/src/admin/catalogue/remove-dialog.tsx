'use client'

import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { catalogueWords } from './words.ts'

/** Asks before one entry is removed, and tells of it. */
export function RemoveDialog<T>({
  title,
  hint,
  name,
  what,
  action,
  onDone,
  onClose,
}: {
  title: string
  hint: string
  name: string
  what: T
  action: { isPending: boolean; error: unknown; mutate: (what: T, how: { onSuccess: () => void }) => void }
  onDone: () => void
  onClose: () => void
}) {
  const t = useWords(catalogueWords)
  const say = useToast()
  const onSuccess = () => {
    say('good', t.removed)
    onDone()
  }
  return (
    <ConfirmDialog
      title={title}
      confirm={t.remove}
      danger
      action={action}
      onConfirm={() => action.mutate(what, { onSuccess })}
      onClose={onClose}
    >
      <p className="font-medium text-ink">{name}</p>
      <p>{hint}</p>
    </ConfirmDialog>
  )
}
