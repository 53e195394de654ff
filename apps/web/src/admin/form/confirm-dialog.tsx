'use client'

import type { ReactNode } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { FailedLine } from '#ui/state.tsx'
import { bilingual, useWords } from '#words/locale.tsx'

const words = bilingual({ cancel: '取消' }, { cancel: 'Cancel' })

/** Asks once more before something that cannot be taken back lightly. */
export function ConfirmDialog({
  title,
  children,
  confirm,
  danger = false,
  action,
  onConfirm,
  onClose,
}: {
  title: string
  children: ReactNode
  confirm: string
  danger?: boolean
  action: { isPending: boolean; error: unknown }
  onConfirm: () => void
  onClose: () => void
}) {
  const t = useWords(words)
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look={danger ? 'danger' : 'primary'} busy={action.isPending} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 text-ink-2">
        {children}
        {action.error !== null && <FailedLine error={action.error} />}
      </div>
    </Dialog>
  )
}
