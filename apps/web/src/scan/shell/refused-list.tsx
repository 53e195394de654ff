'use client'

import { SCAN_ANSWERS, SCAN_KIND_LABELS, type ScanInput, toneOf } from '@baton/contract'
import { useEffect, useRef } from 'react'
import { useLabel, useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import { subjectOf } from '../flow/shown.ts'
import { withoutScan } from '../flow/without-scan.ts'
import { outbox } from '../outbox/outbox.ts'
import type { AnsweredScan, OutboxState } from '../outbox/record.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { TriangleAlert } from '../parts/first-icons.ts'
import { refusedWords } from './refused-words.ts'

/** What the server refused, each until somebody has dealt with it: the latest, which is in the hand, and then the one before. */
export function RefusedList() {
  const t = useWords(refusedWords)
  const refused = useOutbox((state) => state.refused)
  useTakenBack(refused)
  const open = refused.filter(({ outcome }) => toneOf(outcome.answer) === 'refused')
  const inSight = useInSight(open.length)
  const latest = open.at(-1)
  if (latest === undefined) return null
  return (
    <section
      ref={inSight}
      aria-labelledby="refused-title"
      className="m-3 overflow-hidden rounded-2xl border-2 border-red-700 bg-surface"
    >
      <div className="flex items-center gap-2 bg-red-700 px-3 py-2 text-white">
        <TriangleAlert aria-hidden className="size-6 shrink-0" />
        <h2 id="refused-title" className="flex-1 font-bold text-lg">
          {t.refusedTitle(open.length)}
        </h2>
      </div>
      <RefusedRow key={latest.scan.id} record={latest} />
    </section>
  )
}

function RefusedRow({ record: { scan, outcome } }: { record: AnsweredScan }) {
  const t = useWords(refusedWords)
  const label = useLabel()
  const { title, next } = SCAN_ANSWERS[outcome.answer]
  const code = subjectOf(scan)
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 px-3 py-2">
      <div role="alert" className="min-w-0 grow basis-36">
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
    </div>
  )
}

/** The parcel is in hand here: it comes over from the truck that it was on. */
function MoveButton({ load, from }: { load: ScanInput & { kind: 'load' }; from: string }) {
  const t = useWords(refusedWords)
  const { store } = useFloor()
  const move = async () => {
    const { waybill, trip } = load
    const { flow } = store.get()
    const isHere = flow.at === 'loading' && flow.trip === trip && !flow.loaded.includes(waybill)
    const then = isHere ? { ...flow, loaded: [...flow.loaded, waybill] } : flow
    if (await store.record({ kind: 'load', waybill, trip, from }, then)) await outbox.acknowledge(load.id)
  }
  return (
    <Button look="primary" onClick={() => void move()} className="shrink-0">
      {t.moveHere}
    </Button>
  )
}

/** One more refusal is seen at once, however far down the person had scrolled. */
function useInSight(count: number) {
  const ref = useRef<HTMLElement>(null)
  const before = useRef(0)
  useEffect(() => {
    if (count > before.current) ref.current?.scrollIntoView({ block: 'center' })
    before.current = count
  }, [count])
  return ref
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
    void store.refresh(true).then((isTaken) => {
      isMiscounted.current ||= !isTaken
    })
  }, [store, refused, isAllSent])
}
