'use client'

import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { useErpChanges } from './use-erp.ts'
import { erpWords } from './words.ts'

/** Pauses an ERP or lets it go on; asks once, and says what happens to what was kept. */
export function PauseButton({
  id,
  name,
  isPaused,
  kept,
}: {
  id: string
  name: string
  isPaused: boolean
  kept: number
}) {
  const t = useWords(erpWords)
  const say = useToast()
  const { pause } = useErpChanges()
  const [asking, setAsking] = useState(false)
  const act = () =>
    pause.mutate(
      { id, paused: !isPaused },
      {
        onSuccess: ({ applied }) => {
          say('good', isPaused ? t.resumed(applied) : t.paused)
          setAsking(false)
        },
      },
    )
  return (
    <>
      <Button size="small" look={isPaused ? 'primary' : 'danger'} onClick={() => setAsking(true)}>
        {isPaused ? t.resume : t.pause}
      </Button>
      {asking && (
        <ConfirmDialog
          title={isPaused ? t.resumeTitle(name) : t.pauseTitle(name)}
          confirm={isPaused ? t.resume : t.pause}
          danger={!isPaused}
          action={pause}
          onConfirm={act}
          onClose={() => setAsking(false)}
        >
          <p>{isPaused ? t.resumeHint(kept) : t.pauseHint}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
