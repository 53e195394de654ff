import type { PushKeyView, PushSubscribeInput } from '@baton/contract'
import type { Locale } from '#words/locale.tsx'
import { registerWorker } from '../install/register.ts'
import { mutate, query } from '../server/call.ts'

export type PushState = 'on' | 'off' | 'unsupported' | 'timed_out' | 'blocked'

/** Without Google's services `subscribe` may never answer. */
const PATIENCE_MS = 10_000
const STORAGE_KEY = 'baton.push'

function isPushPossible(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
}

/**
 * Subscribes this browser, or makes sure that its subscription is the one the server knows: browsers replace theirs or lose
 * them, and one made with another key reaches nobody. `asks`: whether the person may be asked for permission; only after a tap.
 */
export async function subscribe({ asks }: { asks: boolean }): Promise<PushState> {
  if (!isPushPossible()) return 'unsupported'
  const permission = asks ? await Notification.requestPermission() : Notification.permission
  if (permission === 'denied') return 'blocked'
  if (permission !== 'granted') return 'off'
  await registerWorker()
  const registration = await inTime(navigator.serviceWorker.ready)
  if (registration === 'timed_out') return registration
  const known = await registration.pushManager.getSubscription()
  if (!known && !asks && localStorage.getItem(STORAGE_KEY) === null) return 'off'
  const key = await query<PushKeyView>('push.key')
  if (!key.enabled) return 'off'
  const kept = known && isSameKey(known, key.publicKey) ? known : null
  if (known && !kept) await known.unsubscribe()
  const options = { userVisibleOnly: true, applicationServerKey: key.publicKey }
  const subscription = kept ?? (await inTime(registration.pushManager.subscribe(options)))
  if (subscription === 'timed_out') return subscription
  await mutate('push.subscribe', inputOf(subscription))
  keepWanted(true)
  return 'on'
}

export async function unsubscribe(): Promise<PushState> {
  keepWanted(false)
  const registration = await inTime(navigator.serviceWorker.ready)
  const known = registration === 'timed_out' ? null : await registration.pushManager.getSubscription()
  if (known) {
    await mutate('push.unsubscribe', { endpoint: known.endpoint })
    await known.unsubscribe()
  }
  return 'off'
}

/** A push to this person's browsers, by the same way as an alert. */
export function sendTest(locale: Locale): Promise<{ deliveryId: string }> {
  return mutate('push.test', { locale })
}

/** Switched on here and not switched off since: a subscription that is gone was lost, and is made anew. */
function keepWanted(isWanted: boolean): void {
  try {
    if (isWanted) localStorage.setItem(STORAGE_KEY, 'on')
    else localStorage.removeItem(STORAGE_KEY)
  } catch {}
}

function inputOf(subscription: PushSubscription): PushSubscribeInput {
  const { keys = {} } = subscription.toJSON()
  return { endpoint: subscription.endpoint, keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' } }
}

function isSameKey(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey
  if (!key) return false
  const text = btoa(String.fromCharCode(...new Uint8Array(key)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === publicKey
}

function inTime<Value>(work: Promise<Value>): Promise<Value | 'timed_out'> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'timed_out'>((resolve) => {
    timer = setTimeout(() => resolve('timed_out'), PATIENCE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
