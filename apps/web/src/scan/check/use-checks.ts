import { useCallback, useEffect, useState } from 'react'
import { EMPTY_LEDGER } from '../outbox/database.ts'
import { outbox } from '../outbox/outbox.ts'
import { storageRoom } from '../outbox/persist.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { countPhotos } from '../photos/photo-store.ts'
import { floorApi } from '../server/floor-api.ts'

type CameraState = 'granted' | 'denied' | 'prompt' | 'none' | 'unknown'

export interface Checks {
  /** Null: the server did not answer. */
  readonly answerMs: number | null
  readonly offsetMs: number | null
  readonly room: Awaited<ReturnType<typeof storageRoom>>
  readonly photos: number
  readonly camera: CameraState
}

/** Looks at the device once, and again when asked to or the network comes or goes; null while it looks for the first time. */
export function useChecks(): { readonly checks: Checks | null; readonly again: () => void } {
  const [checks, setChecks] = useState<Checks | null>(null)
  const again = useCallback(() => void check().then(setChecks), [])
  const sending = useOutbox((state) => state.sending)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the network has come or gone
  useEffect(again, [again, sending])
  return { checks, again }
}

async function check(): Promise<Checks> {
  const [network, room, photos, camera] = await Promise.all([
    askServer(),
    storageRoom().catch(() => null),
    countPhotos().catch(() => 0),
    cameraState(),
  ])
  return { ...network, room, photos, camera }
}

async function askServer(): Promise<Pick<Checks, 'answerMs' | 'offsetMs'>> {
  const startedAt = performance.now()
  try {
    const told = await floorApi.thisDevice()
    const answerMs = Math.round(performance.now() - startedAt)
    const offsetMs = told && Math.round(Date.parse(told.serverTime) + answerMs / 2 - Date.now())
    return { answerMs, offsetMs: offsetMs ?? (await lastOffset()) }
  } catch {
    return { answerMs: null, offsetMs: await lastOffset() }
  }
}

async function lastOffset(): Promise<number | null> {
  const database = await outbox.open().catch(() => null)
  const ledger = (await database?.get('ledger', 'ledger')) ?? EMPTY_LEDGER
  return ledger.offsetMs
}

async function cameraState(): Promise<CameraState> {
  if (!navigator.mediaDevices?.getUserMedia) return 'none'
  const permission = await navigator.permissions?.query({ name: 'camera' as PermissionName }).catch(() => null)
  return permission?.state ?? 'unknown'
}
