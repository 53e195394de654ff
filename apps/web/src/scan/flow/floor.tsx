'use client'

import {
  createContext,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { answer as sound } from '../feedback/answer.ts'
import { outbox } from '../outbox/outbox.ts'
import { findKept, hearPacks } from '../outbox/packs-here.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { useStops } from '../outbox/use-stops.ts'
import { floorApi } from '../server/floor-api.ts'
import { useFloorSession } from '../session/session.tsx'
import { type FloorState, FloorStore } from './floor-store.ts'
import { keepFlowSoon, keepWaiting, recallFlow } from './keep-flow.ts'
import { type StopShown, useStopsShown } from './use-stops-shown.ts'

/** A person waits with a parcel in hand: no longer than this. */
const PATIENCE_MS = 2500
const OFFLINE_PATIENCE_MS = 400
/** The server may know more by now of the pieces in hand: their order came later than its scan, or the answer did. */
const ASK_AGAIN_MS = 5000

interface Floor {
  readonly store: FloorStore
  readonly stop: StopShown | null
  readonly stopsWaiting: number
  readonly acknowledgeStop: (stop: StopShown) => Promise<void>
}

const FloorContext = createContext<Floor | null>(null)

/** Everything that a scan can lead to, for every screen of the floor; `before` stands until scans are taken. */
export function FloorProvider({ children, before }: { children: ReactNode; before: ReactNode }) {
  const refused = useOutbox((state) => state.refused)
  const kept = useStops()
  const { operator, clocked } = useFloorSession()
  const stops = useEffectEvent(() => kept?.answers ?? null)
  const holder = useEffectEvent(() => ({
    isSignedIn: operator !== null,
    clockedInAt: operator?.station ?? operator?.isClockedIn ?? false,
  }))
  const shown = useStopsShown(refused)
  const [store, setStore] = useState<FloorStore | null>(null)
  const { stop, waiting: stopsWaiting, foresee, acknowledge: acknowledgeStop } = shown
  useEffect(() => {
    const opened = new FloorStore({
      start: recallFlow(),
      append: outbox.append,
      look: (code) =>
        floorApi.look(code, outbox.get().sending === 'offline' ? OFFLINE_PATIENCE_MS : PATIENCE_MS).catch(() => null),
      kept: findKept,
      scans: () => (outbox.get().storage === 'loading' ? null : outbox.get().latest),
      sound,
      keep: keepFlowSoon,
      stops: () => stops(),
      holder: () => holder(),
      onClocked: clocked,
      onForeseen: (scanId, answer, code) => foresee({ scanId, answer, code }),
    })
    startTransition(() => setStore(opened))
    void opened.refresh()
    const unhear = hearPacks(() => void opened.refresh())
    const asking = setInterval(opened.askAgain, ASK_AGAIN_MS)
    addEventListener('pagehide', keepWaiting)
    return () => {
      unhear()
      clearInterval(asking)
      removeEventListener('pagehide', keepWaiting)
    }
  }, [clocked, foresee])
  const floor = useMemo(
    () => store && { store, stop, stopsWaiting, acknowledgeStop },
    [store, stop, stopsWaiting, acknowledgeStop],
  )
  if (floor === null) return before
  return <FloorContext value={floor}>{children}</FloorContext>
}

export function useFloor(): Floor {
  const floor = useContext(FloorContext)
  if (floor === null) throw new Error('useFloor outside the scan pages')
  return floor
}

/** A part of what a scan led to; only a change of that part draws anew. */
export function useFloorState<Part>(select: (state: FloorState) => Part): Part {
  const { store } = useFloor()
  const part = () => select(store.get())
  return useSyncExternalStore(store.follow, part, part)
}
