'use client'

import { SCAN_ANSWERS, SCAN_KIND_LABELS, type ScanInput, toneOf } from '@baton/contract'
import { clsx } from 'clsx'
import { useEffect, useId, useRef, useState } from 'react'
import { useLabel, useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import type { Flow } from '../flow/flow.ts'
import { subjectOf } from '../flow/shown.ts'
import { withoutScan } from '../flow/without-scan.ts'
import { outbox } from '../outbox/outbox.ts'
import type { AnsweredScan, OutboxState } from '../outbox/record.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { TriangleAlert } from '../parts/first-icons.ts'
import { ChevronDown } from '../parts/icons/chevron-down.ts'
import { refusedWords } from './refused-words.ts'

/** What the server refused: one line above the work until each was dealt with. A tap opens the list, the latest first. */
export function RefusedList() {
  const t = useWords(refusedWords)
  const label = useLabel()
  const refused = useOutbox((state) => state.refused)
  useTakenBack(refused)
  const [isOpen, setOpen] = useState(false)
  const listId = useId()
  const open = refused.filter(({ outcome }) => toneOf(outcome.answer) === 'refused').reverse()
  const [latest] = open
  if (latest === undefined) {
    if (isOpen) setOpen(false)
    return null
  }
  const said = label(SCAN_ANSWERS[latest.outcome.answer].title)
  return (
    <section aria-label={t.refusedTitle(open.length)} className="shrink-0 border-red-700 border-b-2 bg-surface">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpen(!isOpen)}
        className="flex min-h-12 w-full items-center gap-2 bg-red-700 px-3 text-left text-white"
      >
        <TriangleAlert className="size-6 shrink-0" />
        <span className="shrink-0 rounded-lg bg-white px-1.5 font-bold text-red-700 tabular-nums">
          {t.refused(open.length)}
        </span>
        <span className="min-w-0 flex-1 truncate font-bold text-lg">{said}</span>
        <ChevronDown className={clsx('size-6 shrink-0', isOpen && 'rotate-180')} />
      </button>
      <p role="alert" key={latest.scan.id} className="sr-only">
        {said}
      </p>
      <ul id={listId} hidden={!isOpen} className="max-h-[45dvh] divide-y divide-line overflow-y-auto">
        {isOpen && open.map((record) => <RefusedRow key={record.scan.id} record={record} />)}
      </ul>
    </section>
  )
}

function RefusedRow({ record: { scan, outcome } }: { record: AnsweredScan }) {
  const t = useWords(refusedWords)
  const label = useLabel()
  const { title, next } = SCAN_ANSWERS[outcome.answer]
  const code = subjectOf(scan)
  return (
    <li className="flex flex-wrap items-center justify-end gap-2 px-3 py-2">
      <div className="min-w-0 grow basis-36">
        <p className="font-bold text-lg leading-tight">{label(title)}</p>
        {next && <p className="text-base text-ink-2 leading-snug">{label(next)}</p>}
        <p className="text-ink-3 text-sm">
          {label(SCAN_KIND_LABELS[scan.kind])} {code && <CodeText code={code} />}
          {outcome.about !== null && outcome.about !== code && ` · ${outcome.about}`}
        </p>
      </div>
      {scan.kind === 'load' && outcome.answer === 'on_other_truck' && outcome.about && (
        <MoveButton load={scan} from={outcome.about} />
      )}
      <Button onClick={() => void outbox.acknowledge(scan.id)} className="shrink-0">
        {t.gotIt}
      </Button>
    </li>
  )
}

/** The parcel is in hand here: it comes over from the truck that it was on. */
function MoveButton({ load, from }: { load: ScanInput & { kind: 'load' }; from: string }) {
  const t = useWords(refusedWords)
  const { store } = useFloor()
  const move = async () => {
    const { waybill, trip } = load
    const then = (flow: Flow): Flow => {
      const isHere = flow.at === 'loading' && flow.trip === trip && !flow.loaded.includes(waybill)
      return isHere ? { ...flow, loaded: [...flow.loaded, waybill] } : flow
    }
    if (await store.record({ kind: 'load', waybill, trip, from }, then)) await outbox.acknowledge(load.id)
  }
  return (
    <Button look="primary" onClick={() => void move()} className="shrink-0">
      {t.moveHere}
    </Button>
  )
}

/**
 * What was refused is not done: the parcel is not on the truck and may be scanned again, the waybill is not bound, the item
 * not counted. The server is asked how many are, once it has heard of all of them.
 */
function useTakenBack(refused: OutboxState['refused']): void {
  const { store } = useFloor()
  const isAllSent = useOutbox((state) => state.onDevice === state.onServer)
  const done = useRef(new Set<string>())
  const isMiscounted = useRef(false)
  useEffect(() => {
    for (const { scan } of refused) {
      if (done.current.has(scan.id)) continue
      done.current.add(scan.id)
      store.put(withoutScan(store.get().flow, scan), subjectOf(scan))
      if (scan.kind === 'check_item') isMiscounted.current = true
    }
    if (!isMiscounted.current || !isAllSent) return
    isMiscounted.current = false
    void store.refresh()
  }, [store, refused, isAllSent])
}
