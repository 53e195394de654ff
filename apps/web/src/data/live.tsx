'use client'

import type { LiveMessage } from '@baton/contract'
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react'
import { LiveHub } from './live-hub.ts'
import { LIVE_START, type LiveState } from './live-state.ts'
import { useTRPCClient } from './trpc.ts'

const HubContext = createContext<LiveHub | null>(null)

/** Opens this browser's live stream for as long as somebody is signed in here. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useTRPCClient()
  const [hub, setHub] = useState<LiveHub | null>(null)
  useEffect(() => {
    const opened = new LiveHub(client)
    opened.start()
    setHub(opened)
    return () => opened.stop()
  }, [client])
  return <HubContext value={hub}>{children}</HubContext>
}

export function useLiveState(): LiveState {
  const hub = useContext(HubContext)
  return useSyncExternalStore(hub?.onState ?? subscribeToNothing, hub?.state ?? atStart, atStart)
}

/** Calls back with every message of the stream; the latest callback is used. */
export function useLiveMessages(listener: (message: LiveMessage) => void): void {
  const hub = useContext(HubContext)
  const onMessage = useEffectEvent(listener)
  useEffect(() => hub?.onMessage((message) => onMessage(message)), [hub])
}

function subscribeToNothing(): () => void {
  return () => {}
}

function atStart(): LiveState {
  return LIVE_START
}
