import { type PushedNotification, readPush } from './push.ts'

/** `vibrate` and `actions` are in no library of types, though browsers have them. */
interface LoudOptions extends NotificationOptions {
  readonly actions: PushedNotification['actions']
  readonly vibrate: readonly number[]
  readonly renotify: boolean
}

/** Shows every push, so that the browser keeps the subscription. */
export function showPush(worker: ServiceWorkerGlobalScope, event: PushEvent): void {
  const { title, body, tag, url, alertId, alertIds, actions } = readPush(event.data?.text() ?? null)
  const options: LoudOptions = {
    body,
    ...(tag === undefined ? {} : { tag }),
    data: { url, alertId },
    actions,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    vibrate: [500, 100, 500],
    renotify: tag !== undefined,
    requireInteraction: true,
  }
  event.waitUntil(worker.registration.showNotification(title, options).then(() => tellShown(alertIds)))
}

/** Acknowledges from the notification itself; where that fails, and for everything else, the page opens. */
export function answerNotification(worker: ServiceWorkerGlobalScope, event: NotificationEvent): void {
  const { url, alertId } = event.notification.data as Pick<PushedNotification, 'url' | 'alertId'>
  event.notification.close()
  event.waitUntil(
    (async () => {
      if (event.action === 'acknowledge' && alertId !== null && (await acknowledge(alertId))) return
      await openPage(worker, url)
    })(),
  )
}

/** What was shown has reached its person. */
async function tellShown(ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await call('push.delivered', { ids })
}

function acknowledge(id: string): Promise<boolean> {
  return call('alerts.acknowledge', { id })
}

async function call(path: string, input: object): Promise<boolean> {
  const headers = { 'content-type': 'application/json' }
  const request = { method: 'POST', headers, body: JSON.stringify(input) }
  const answer = await fetch(`/api/trpc/${path}`, request).catch(() => null)
  return answer?.ok === true
}

async function openPage(worker: ServiceWorkerGlobalScope, url: string): Promise<void> {
  const wanted = new URL(url, worker.location.origin)
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = pages.find((page) => new URL(page.url).pathname === wanted.pathname)
  if (!open) {
    await worker.clients.openWindow(wanted.href)
    return
  }
  const shown = await open.focus().catch(() => open)
  if (shown.url !== wanted.href) await shown.navigate(wanted.href).catch(() => null)
}
