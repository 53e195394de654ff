import type { Workbox } from 'workbox-window'

export interface UpdateState {
  /** `waiting`: a newer version is on the device and begins when a person says so. */
  readonly state: 'none' | 'waiting' | 'applying'
  /** A digest of the version in use; null: not known yet, or nothing is kept for work without network. */
  readonly version: string | null
}

let current: UpdateState = { state: 'none', version: null }
let worker: Workbox | null = null
let isRegistering = false
/** Another tab began the newer version: this page is of the older one. */
let isReplaced = false
const listeners = new Set<() => void>()

export function updateState(): UpdateState {
  return current
}

export function subscribeToUpdates(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Keeps the floor's pages on the device from now on. Needs a secure context; elsewhere the pages work with network only. */
export async function registerWorker(): Promise<void> {
  if (isRegistering || !('serviceWorker' in navigator)) return
  isRegistering = true
  const { Workbox } = await import('workbox-window')
  worker = new Workbox('/sw.js', { scope: '/', updateViaCache: 'none' })
  worker.addEventListener('waiting', () => tell({ state: 'waiting' }))
  worker.addEventListener('controlling', ({ isUpdate, isExternal }) =>
    onControlling(isUpdate === true || isExternal === true),
  )
  await worker.register().catch(() => {})
  const active = (await navigator.serviceWorker.getRegistration('/'))?.active
  if (active) tell({ version: await versionOf(active) })
}

/** Asks the server for a newer version; where the pages could not be kept before, tries again. */
export async function lookForUpdate(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const kept = await navigator.serviceWorker.getRegistration('/')
  if (kept) await kept.update().catch(() => {})
  else {
    isRegistering = false
    await registerWorker()
  }
}

/** Begins the newer version: the page loads again. */
export function applyUpdate(): void {
  if (current.state !== 'waiting') return
  tell({ state: 'applying' })
  if (isReplaced) location.reload()
  else worker?.messageSkipWaiting()
}

/** Only the tab in which somebody said so loads again by itself; in the others it is offered. */
function onControlling(isNewer: boolean): void {
  if (current.state === 'applying') location.reload()
  else if (isNewer) {
    isReplaced = true
    tell({ state: 'waiting' })
  }
}

function versionOf(active: ServiceWorker): Promise<string | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => {
      resolve(typeof data === 'string' ? data : null)
      port1.close()
    }
    active.postMessage({ type: 'GET_VERSION' }, [port2])
  })
}

function tell(change: Partial<UpdateState>): void {
  current = { ...current, ...change }
  for (const listener of listeners) listener()
}
