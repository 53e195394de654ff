'use client'

import { DELAY_REASON_LABELS, DELAY_REASONS, type DelayReason } from '@baton/contract'
import { useLabel, useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import { Button } from '../parts/button.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { workWords } from './words.ts'

/** One tap tells why. */
export function DelaySheet({ code, onClose }: { code: string; onClose: () => void }) {
  const t = useWords(workWords)
  const label = useLabel()
  const { store } = useFloor()
  const tell = (reason: DelayReason) => {
    onClose()
    void store.record({ kind: 'delay', code, reason })
  }
  return (
    <Sheet title={t.delayTitle} hint={t.delayHint} onClose={onClose}>
      <div className="grid grid-cols-2 gap-2">
        {DELAY_REASONS.map((reason) => (
          <Button key={reason} className="min-h-16" onClick={() => tell(reason)}>
            {label(DELAY_REASON_LABELS[reason])}
          </Button>
        ))}
      </div>
    </Sheet>
  )
}
