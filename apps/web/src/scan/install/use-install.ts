import { useCallback, useSyncExternalStore } from 'react'

/** Chromium's event; in no library of types. */
interface InstallPromptEvent extends Event {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

declare global {
  interface Window {
    /** The browser offers once and early: `look/first-paint.ts` keeps what this module comes too late for. */
    batonInstall?: Event | null
  }
}

/** `offered`: one tap installs it; `by_hand`: on iOS, by "Add to Home Screen"; `unavailable`: this browser cannot, or not now. */
export type InstallState = 'installed' | 'offered' | 'by_hand' | 'unavailable' | 'insecure'

const listeners = new Set<() => void>()
let wasJustInstalled = false

if (typeof window !== 'undefined') {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    take(event)
  })
  window.addEventListener('appinstalled', () => {
    wasJustInstalled = true
    take(null)
  })
}

/** Whether and how this device can install the app. */
export function useInstall(): { readonly state: InstallState; readonly install: () => Promise<void> } {
  const state = useSyncExternalStore(subscribe, installState, () => 'unavailable' as const)
  const install = useCallback(async () => {
    const asked = window.batonInstall as InstallPromptEvent | null | undefined
    take(null)
    await asked?.prompt()
  }, [])
  return { state, install }
}

function installState(): InstallState {
  if (wasJustInstalled || isInstalled()) return 'installed'
  if (!isSecureContext) return 'insecure'
  if (window.batonInstall) return 'offered'
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

function take(event: Event | null): void {
  window.batonInstall = event
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
