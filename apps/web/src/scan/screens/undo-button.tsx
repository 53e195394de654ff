'use client'

import { SCAN_KIND_LABELS, type ScanInput } from '@baton/contract'
import { memo, useRef } from 'react'
import { useNow } from '#time/use-now.ts'
import { bilingual, useLabel, useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import { subjectOf } from '../flow/shown.ts'
import { secondsLeft, undoable } from '../flow/undoable.ts'
import { withoutScan } from '../flow/without-scan.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { Undo2 } from '../parts/icons/undo-2.ts'

const words = bilingual(
  { undo: (seconds: number) => `撤销 ${seconds} 秒` },
  { undo: (seconds: number) => `Undo ${seconds} s` },
)

/** Takes the last step back, as a new event, while that is allowed. */
export const UndoButton = memo(function UndoButton() {
  const t = useWords(words)
  const label = useLabel()
  const latest = useOutbox((state) => state.latest)
  const { store } = useFloor()
  const now = useNow()
  const taken = useRef<string | null>(null)
  const last = undoable(latest, now)
  if (last === null) return null
  const code = subjectOf(last.scan)
  /** A thumb that taps twice at once takes back once. */
  const takeBack = async (scan: ScanInput) => {
    if (taken.current === scan.id) return
    taken.current = scan.id
    const isKept = await store.record({ kind: 'undo', scanId: scan.id }, (flow) => withoutScan(flow, scan))
    if (!isKept) taken.current = null
  }
  return (
    <Button className="w-full justify-between!" onClick={() => void takeBack(last.scan)}>
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
