'use client'

import type { FloorOrder, PrintInput } from '@baton/contract'
import { lazy, Suspense, useState } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from '../parts/button.tsx'
import { TimerReset } from '../parts/first-icons.ts'
import { PrintButton } from '../parts/print-button.tsx'
import { mutate } from '../server/call.ts'

const DelaySheet = lazy(() => import('./delay-sheet.tsx').then((loaded) => ({ default: loaded.DelaySheet })))

const words = bilingual(
  { delay: '会晚，说原因', label: '打印面单', slip: '打印装箱单' },
  { delay: 'It will be late: why', label: 'Print the label', slip: 'Print the slip' },
)

/** What else may be done with an order that is looked up and has not left. */
export function OrderDeeds({ order: { id } }: { order: FloorOrder }) {
  const t = useWords(words)
  const [isLate, setLate] = useState(false)
  const send = (kind: PrintInput['kind']) => () => {
    const what: PrintInput = { orderId: id, kind }
    return mutate<{ id: string }>('floor.print', what)
  }
  return (
    <div className="grid grid-cols-2 gap-2">
      <PrintButton label={t.label} send={send('label')} />
      <PrintButton label={t.slip} send={send('packing_slip')} />
      <Button className="col-span-2" onClick={() => setLate(true)}>
        <TimerReset />
        {t.delay}
      </Button>
      {isLate && (
        <Suspense fallback={null}>
          <DelaySheet code={id} onClose={() => setLate(false)} />
        </Suspense>
      )}
    </div>
  )
}
