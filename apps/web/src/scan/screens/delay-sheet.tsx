'use client'

import { DELAY_REASON_LABELS, DELAY_REASONS, type DelayReason, PRINTER_TROUBLE_LABELS } from '@baton/contract'
import { useLabel, useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import { Button } from '../parts/button.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { floorApi } from '../server/floor-api.ts'
import { useAnswer } from '../server/use-answer.ts'
import { delayWords } from './delay-words.ts'

/** One tap tells why. A printer that reports trouble right now is named, and comes first. */
export function DelaySheet({ code, onClose }: { code: string; onClose: () => void }) {
  const t = useWords(delayWords)
  const label = useLabel()
  const { store } = useFloor()
  const { data: printers } = useAnswer(floorApi.printers)
  const broken = printers?.find(({ trouble }) => trouble !== null)
  const tell = (reason: DelayReason) => {
    onClose()
    void store.record({ kind: 'delay', code, reason })
  }
  return (
    <Sheet title={t.title} hint={t.hint} onClose={onClose}>
      {broken?.trouble && (
        <Button className="mb-2 min-h-16 w-full" onClick={() => tell('printer_fault')}>
          <span>
            {label(DELAY_REASON_LABELS.printer_fault)}
            <span className="block font-normal text-danger-text text-sm">
              {broken.name} · {label(PRINTER_TROUBLE_LABELS[broken.trouble])}
            </span>
          </span>
        </Button>
      )}
      <div className="grid grid-cols-2 gap-2">
        {DELAY_REASONS.filter((reason) => !broken || reason !== 'printer_fault').map((reason) => (
          <Button key={reason} className="min-h-16" onClick={() => tell(reason)}>
            {label(DELAY_REASON_LABELS[reason])}
          </Button>
        ))}
      </div>
    </Sheet>
  )
}
