import { useCallback, useSyncExternalStore } from 'react'

export interface FloorSettings {
  readonly isMuted: boolean
  readonly isLarge: boolean
}

const KEY = 'baton.floor'
const LARGE_CLASS = 'large-type'
const PLAIN: FloorSettings = { isMuted: false, isLarge: false }
const listeners = new Set<() => void>()
let settings: FloorSettings | null = null

/** What this device's people have chosen; kept in this browser. */
export function floorSettings(): FloorSettings {
  settings ??= readSettings()
  return settings
}

/** Mute and large type, with how to change them. Large type is the class `large-type` of the page. */
export function useFloorSettings(): FloorSettings & { readonly change: (change: Partial<FloorSettings>) => void } {
  const chosen = useSyncExternalStore(subscribe, floorSettings, () => PLAIN)
  const change = useCallback((next: Partial<FloorSettings>) => changeSettings(next), [])
  return { ...chosen, change }
}

/** A full or forbidden storage loses the choice with the page, and nothing else. */
export function changeSettings(change: Partial<FloorSettings>): void {
  settings = { ...floorSettings(), ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {}
  document.documentElement.classList.toggle(LARGE_CLASS, settings.isLarge)
  for (const listener of listeners) listener()
}

function readSettings(): FloorSettings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    const { isMuted, isLarge } = { ...PLAIN, ...(typeof kept === 'object' ? kept : null) }
    return { isMuted: isMuted === true, isLarge: isLarge === true }
  } catch {
    return PLAIN
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
