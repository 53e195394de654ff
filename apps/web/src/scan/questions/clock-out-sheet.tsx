'use client'

import { useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import { Button } from '../parts/button.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { questionWords } from './words.ts'

export function ClockOutSheet({ onClose }: { onClose: () => void }) {
  const t = useWords(questionWords)
  const { store } = useFloor()
  return (
    <Sheet title={t.clockOut} hint={t.clockOutHint} onClose={onClose}>
      <div className="grid gap-2">
        <Button look="primary" className="min-h-16 text-lg" onClick={() => void store.record({ kind: 'clock_out' })}>
          {t.yesOut}
        </Button>
        <Button className="min-h-14" onClick={onClose}>
          {t.no}
        </Button>
      </div>
    </Sheet>
  )
}
