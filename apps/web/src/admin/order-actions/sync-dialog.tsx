'use client'

import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { bilingual, useWords } from '#words/locale.tsx'
import type { Outcome } from './outcome.ts'
import { useSyncMany } from './use-sync-many.ts'
import { actionWords } from './words.ts'

const words = bilingual({ cancel: '取消', stop: '停止' }, { cancel: 'Cancel', stop: 'Stop' })

/** Says how many orders will be read at their channels, then how far it is; what was read before a stop is answered. */
export function SyncDialog({
  ids,
  onDone,
  onClose,
}: {
  ids: readonly string[]
  onDone: (outcomes: readonly Outcome[]) => void
  onClose: () => void
}) {
  const t = useWords(actionWords)
  const w = useWords(words)
  const { sync, done, stop } = useSyncMany()
  const running = done !== null
  const start = async () => {
    const outcomes = await sync(ids)
    onClose()
    onDone(outcomes)
  }
  return (
    <Dialog
      title={t.syncTitle}
      hint={t.syncHint}
      onClose={running ? stop : onClose}
      footer={
        <>
          <Button onClick={running ? stop : onClose}>{running ? w.stop : w.cancel}</Button>
          <Button look="primary" busy={running} onClick={() => void start()}>
            {t.sync}
          </Button>
        </>
      }
    >
      <p aria-live="polite" className="rounded-lg bg-sunken px-3 py-2 text-13">
        {running ? t.syncing(done, ids.length) : t.syncPreview(ids.length)}
      </p>
      {running && (
        <progress aria-label={t.syncTitle} className="mt-3 w-full accent-accent" value={done} max={ids.length} />
      )}
    </Dialog>
  )
}
