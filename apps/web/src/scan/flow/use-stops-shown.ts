import { type ScanAnswer, toneOf } from '@baton/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { answer as sound } from '../feedback/answer.ts'
import { outbox } from '../outbox/outbox.ts'
import type { OutboxState } from '../outbox/record.ts'
import { refreshStops } from '../outbox/use-stops.ts'
import { subjectOf } from './shown.ts'

/** One parcel that must be put down; on screen until somebody says that they have. */
export interface StopShown {
  readonly scanId: string
  readonly answer: ScanAnswer
  readonly code: string | null
}

/** Every stop that nobody has acknowledged: what this device foresaw, and what the server refused. */
export function useStopsShown(refused: OutboxState['refused']) {
  const [foreseen, setForeseen] = useState<readonly StopShown[]>([])
  const heard = useRef(new Map<string, ScanAnswer>())
  const seen = useRef(new Map<string, ScanAnswer>())

  const foresee = useCallback((stop: StopShown) => {
    heard.current.set(stop.scanId, stop.answer)
    if (toneOf(stop.answer) === 'stop') setForeseen((before) => [...before, stop])
  }, [])

  useEffect(() => {
    for (const record of refused) {
      const { id, answer } = record.outcome
      if (seen.current.get(id) === answer) void outbox.acknowledge(id)
      else if (heard.current.get(id) !== answer) {
        heard.current.set(id, answer)
        sound(toneOf(answer))
      }
    }
  }, [refused])

  /** Where the server has not answered yet, its same answer later needs nobody again. What stopped it may be over by now. */
  const acknowledge = useCallback(
    async ({ scanId, answer }: StopShown) => {
      refreshStops().catch(() => {})
      setForeseen((before) => before.filter((one) => one.scanId !== scanId))
      if (refused.some((record) => record.scan.id === scanId)) await outbox.acknowledge(scanId)
      else seen.current.set(scanId, answer)
    },
    [refused],
  )

  const told = refused.filter((record) => toneOf(record.outcome.answer) === 'stop')
  const toldIds = new Set(told.map((record) => record.scan.id))
  const stops = [
    ...told.map((record) => ({
      scanId: record.scan.id,
      answer: record.outcome.answer,
      code: subjectOf(record.scan),
    })),
    ...foreseen.filter((stop) => !toldIds.has(stop.scanId)),
  ].filter((stop) => seen.current.get(stop.scanId) !== stop.answer)
  return { stop: stops[0] ?? null, waiting: stops.length, foresee, acknowledge }
}
