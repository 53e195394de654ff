'use client'

import type { ThisDevice } from '@baton/contract'
import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react'
import { outbox } from '../outbox/outbox.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { floorApi } from '../server/floor-api.ts'
import type { agree } from './agree.ts'
import { isOwnWord } from './own-word.ts'
import { recallDevice, rememberDevice } from './remember-device.ts'

export type KnownDevice = Omit<ThisDevice, 'operator' | 'serverTime' | 'lastSeq'>

/** A sign-in ends after a shift, a device is revoked: heard of this soon. */
const ASK_AGAIN_MS = 5 * 60_000

/** Who holds the device. The name is only known while the page is open and the server told it. */
export interface Operator {
  readonly id: string
  readonly name: string | null
  readonly isClockedIn: boolean
  readonly station: string | null
}

interface Session {
  /** `asking` until the server or this device's own memory told; `none`: not enrolled. */
  readonly device: KnownDevice | 'asking' | 'none' | 'unheard'
  readonly operator: Operator | null
  /** From now on it is this person; null: nobody. */
  readonly hold: (operator: Operator | null) => Promise<void>
  readonly clocked: (station: string | null) => void
  readonly refresh: () => Promise<void>
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ children }: { children: ReactNode }) {
  const [device, setDevice] = useState<Session['device']>(() => recallDevice() ?? 'asking')
  const [view, setView] = useState<Operator | null>(null)
  const operatorId = useOutbox((state) => state.operatorId)
  const operator = useMemo(() => operatorOf(operatorId, view), [operatorId, view])

  const hold = useCallback(async (told: Operator | null) => {
    setView(told)
    await outbox.setOperator(told?.id ?? null)
  }, [])

  const refresh = useCallback(async () => {
    const before = await holder()
    const told = await floorApi.thisDevice().catch(() => undefined)
    if (told === undefined) setDevice((known) => (known === 'asking' ? 'unheard' : known))
    else {
      rememberDevice(told)
      startTransition(() => setDevice(told ?? 'none'))
    }
    const held = await holder()
    if (held !== before) return
    const isServersWord = told !== undefined && !isOwnWord()
    const agreed = isServersWord ? told?.operator : await agreeLater(held, told?.operator)
    if (agreed !== undefined) await hold(agreed)
  }, [hold])

  useEffect(() => {
    const stop = new AbortController()
    const ask = () => void refresh().catch(() => null)
    const askInSight = () => document.visibilityState === 'visible' && ask()
    ask()
    addEventListener('online', ask, stop)
    document.addEventListener('visibilitychange', askInSight, stop)
    const timer = setInterval(askInSight, ASK_AGAIN_MS)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [refresh])

  const clocked = useCallback((station: string | null) => {
    const { operatorId: id } = outbox.get()
    setView((before) => {
      const known = operatorOf(id, before)
      return known && { ...known, isClockedIn: station !== null, station }
    })
  }, [])

  const value = useMemo(
    () => ({ device, operator, hold, clocked, refresh }),
    [device, operator, hold, clocked, refresh],
  )
  return <SessionContext value={value}>{children}</SessionContext>
}

/** Whom the scans name, with what was told of them while the page is open. */
function operatorOf(id: string | null, view: Operator | null): Operator | null {
  if (id === null) return null
  if (view?.id === id) return view
  return { id, name: null, isClockedIn: false, station: null }
}

/** Null also where there is no storage: no scan is kept there either. */
function holder(): Promise<string | null> {
  const read = async () => (await (await outbox.open()).get('ledger', 'ledger'))?.operatorId ?? null
  return read().catch(() => null)
}

async function agreeLater(...words: Parameters<typeof agree>): ReturnType<typeof agree> {
  return (await import('./agree.ts')).agree(...words)
}

export function useFloorSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('useFloorSession outside the scan pages')
  return session
}
