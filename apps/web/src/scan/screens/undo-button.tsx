'use client'

import { SCAN_KIND_LABELS } from '@baton/contract'
import { Undo2 } from 'lucide-react'
import { memo } from 'react'
import { useNow } from '#time/use-now.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import { type Flow, type Packing, READY } from '../flow/flow.ts'
import { subjectOf } from '../flow/shown.ts'
import { secondsLeft, undoable } from '../flow/undoable.ts'
import type { ScanRecord } from '../outbox/record.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { workWords } from './words.ts'

/** Takes the last step back, as a new event, while that is allowed. */
export const UndoButton = memo(function UndoButton() {
  const t = useWords(workWords)
  const label = useLabel()
  const latest = useOutbox((state) => state.latest)
  const { store } = useFloor()
  const now = useNow()
  const last = undoable(latest, now)
  if (last === null) return null
  const code = subjectOf(last.scan)
  return (
    <Button
      className="w-full justify-between!"
      onClick={() => void store.record({ kind: 'undo', scanId: last.scan.id }, withoutLast(store.get().flow, last))}
    >
      <span className="flex min-w-0 items-center gap-2">
        <Undo2 aria-hidden />
        <span className="wrap-anywhere line-clamp-3 min-w-0 text-wrap text-left font-medium text-sm">
          {label(SCAN_KIND_LABELS[last.scan.kind])} {code && <CodeText code={code} className="inline-block" />}
        </span>
      </span>
      <span className="shrink-0 tabular-nums">{t.undo(secondsLeft(last, now))}</span>
    </Button>
  )
})

function withoutLast(flow: Flow, { scan }: ScanRecord): Flow {
  if (scan.kind === 'pack_start') return flow.at === 'packing' && flow.code === scan.code ? READY : flow
  if (scan.kind === 'bind') return flow.at === 'packing' && flow.waybill === scan.waybill ? unbound(flow) : flow
  if (scan.kind !== 'load' || flow.at !== 'loading') return flow
  return { ...flow, loaded: flow.loaded.filter((waybill) => waybill !== scan.waybill) }
}

/** The slip is still in hand, and another waybill is to be scanned; where the waybill came first, all begins anew. */
function unbound(flow: Packing): Flow {
  if (flow.code === flow.waybill) return READY
  const parcels = flow.order?.parcels.filter((one) => one.waybill !== flow.waybill) ?? []
  return { ...flow, order: flow.order && { ...flow.order, parcels }, waybill: null, wantsWaybill: parcels.length > 0 }
}
