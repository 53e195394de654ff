'use client'

import type { OperatorView, ThisDevice } from '@baton/contract'
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
import { codeOf } from '../server/call.ts'
import { floorApi } from '../server/floor-api.ts'
import { recallDevice, rememberDevice } from './remember-device.ts'
import { believed, hashOf, readBadges, withBadge, writeBadges } from './seen-badges.ts'

export type KnownDevice = Omit<ThisDevice, 'operator' | 'serverTime' | 'lastSeq'>

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
  /** Resolves to why it failed, or null. */
  readonly signIn: (badge: string, pin: string) => Promise<string | null>
  readonly signOut: () => Promise<void>
  readonly clocked: (station: string | null) => void
  readonly refresh: () => Promise<void>
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ children }: { children: ReactNode }) {
  const [device, setDevice] = useState<Session['device']>(() => recallDevice() ?? 'asking')
  const [operator, setOperator] = useState<Operator | null>(null)

  const hold = useCallback(async (view: OperatorView | null, station: string | null = null) => {
    setOperator((before) => view && { ...view, station: station ?? (before?.id === view.id ? before.station : null) })
    await outbox.setOperator(view?.id ?? null)
  }, [])

  const refresh = useCallback(async () => {
    try {
      const told = await floorApi.thisDevice()
      rememberDevice(told)
      startTransition(() => setDevice(told ?? 'none'))
      if (told) await hold(told.operator)
    } catch {
      setDevice((before) => (before === 'asking' ? 'unheard' : before))
    }
  }, [hold])

  useEffect(() => {
    void refresh()
    addEventListener('online', refresh)
    return () => removeEventListener('online', refresh)
  }, [refresh])

  const signIn = useCallback(
    async (badge: string, pin: string) => {
      const hash = await hashOf(badge)
      try {
        const view = await floorApi.signIn({ badge, pin })
        await hold(view)
        if (hash) writeBadges(withBadge(readBadges(), { hash, operatorId: view.id, at: Date.now() }))
        return null
      } catch (error) {
        const code = codeOf(error)
        const id = code === 'UNREACHABLE' && hash ? believed(readBadges(), hash, Date.now()) : null
        if (id === null) return code
        setOperator({ id, name: null, isClockedIn: false, station: null })
        await outbox.setOperator(id)
        return null
      }
    },
    [hold],
  )

  const signOut = useCallback(async () => {
    await hold(null)
    await floorApi.signOut().catch(() => null)
  }, [hold])

  const clocked = useCallback(
    (station: string | null) =>
      setOperator((before) => before && { ...before, isClockedIn: station !== null, station }),
    [],
  )

  const value = useMemo(
    () => ({ device, operator, signIn, signOut, clocked, refresh }),
    [device, operator, signIn, signOut, clocked, refresh],
  )
  return <SessionContext value={value}>{children}</SessionContext>
}

export function useFloorSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('useFloorSession outside the scan pages')
  return session
}
