import { useCallback, useSyncExternalStore } from 'react'

/** Chromium's event; in no library of types. */
interface InstallPromptEvent extends Event {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

/** `offered`: one tap installs it; `by_hand`: on iOS, by "Add to Home Screen"; `unavailable`: this browser cannot, or not now. */
export type InstallState = 'installed' | 'offered' | 'by_hand' | 'unavailable'

let offer: InstallPromptEvent | null = null
const listeners = new Set<() => void>()

if (typeof window !== 'undefined') {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    take(event as InstallPromptEvent)
  })
  window.addEventListener('appinstalled', () => take(null))
}

/** Whether and how this device can install the app. */
export function useInstall(): { readonly state: InstallState; readonly install: () => Promise<void> } {
  const state = useSyncExternalStore(subscribe, installState, () => 'unavailable' as const)
  const install = useCallback(async () => {
    const asked = offer
    take(null)
    await asked?.prompt()
  }, [])
  return { state, install }
}

function installState(): InstallState {
  if (isInstalled()) return 'installed'
  if (offer) return 'offered'
  return isIos(navigator) ? 'by_hand' : 'unavailable'
}

function isInstalled(): boolean {
  const isOnHomeScreen = (navigator as { readonly standalone?: boolean }).standalone === true
  return isOnHomeScreen || matchMedia('(display-mode: standalone)').matches
}

/** An iPad calls itself a Mac; no Mac has a touch screen. */
export function isIos({ userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
}

function take(event: InstallPromptEvent | null): void {
  offer = event
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
