'use client'

import { CARRIER_LABELS, CARRIERS } from '@baton/contract'
import { useLabel, useWords } from '#words/locale.tsx'
import { useFloor, useFloorState } from '../flow/floor.tsx'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { questionWords } from './words.ts'

export function CarrierSheet({ waybill, onClose }: { waybill: string; onClose: () => void }) {
  const t = useWords(questionWords)
  const label = useLabel()
  const { store } = useFloor()
  const refused = useFloorState(({ shown }) => (shown?.tone === 'refused' ? shown : null))
  return (
    <Sheet title={t.carrier} hint={t.carrierHint} onClose={onClose}>
      <CodeText code={waybill} className="mb-3 block text-xl" />
      {refused && (
        <p key={refused.key} role="alert" className="mb-3 rounded-xl bg-red-700 px-3 py-2 font-bold text-lg text-white">
          {label(refused.title)}
        </p>
      )}
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {CARRIERS.map((carrier) => (
          <Button key={carrier} onClick={() => void store.chooseCarrier(carrier)} className="min-h-14">
            {label(CARRIER_LABELS[carrier])}
          </Button>
        ))}
      </div>
    </Sheet>
  )
}
