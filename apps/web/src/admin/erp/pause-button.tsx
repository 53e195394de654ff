'use client'

import type { Integration } from '@baton/contract'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { usePause } from './use-erp.ts'
import { erpWords } from './words.ts'

/** Pauses an ERP or a channel, or lets it go on; asks once, and says what happens to what was kept. */
export function PauseButton({
  of,
  name,
  isPaused,
  kept,
  calm = false,
}: {
  of: Integration
  name: string
  isPaused: boolean
  kept: number
  /** Where nothing is wrong yet. */
  calm?: boolean
}) {
  const t = useWords(erpWords)
  const say = useToast()
  const pause = usePause(of.kind)
  const [asking, setAsking] = useState(false)
  const act = () =>
    pause.mutate(
      { id: of.id, paused: !isPaused },
      {
        onSuccess: ({ applied }) => {
          const resumed = of.kind === 'erp' ? t.resumedInbox : t.resumedChannel
          say('good', !isPaused ? t.paused : applied === null ? resumed : t.resumed(applied))
          setAsking(false)
        },
      },
    )
  return (
    <>
      <Button size="small" look={isPaused ? 'primary' : calm ? 'plain' : 'danger'} onClick={() => setAsking(true)}>
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
          <p>{isPaused ? t.resumeHint[of.kind](kept) : t.pauseHint[of.kind]}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
