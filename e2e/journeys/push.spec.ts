import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { PushMessage, ReceiptView } from '@baton/contract'
import type { Worker } from 'playwright-core'
import type { Journey } from './journey.ts'
import { connectErp, ship } from './stage/connect-erp.ts'
import { ask } from './stage/floor.ts'
import { PushService } from './stage/push-service.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

/** Puts our service worker in charge; `deliver` is what the browser does with a message of its push service. */
async function withWorker(stage: Stage): Promise<{ worker: Worker; deliver: (data: string) => Promise<void> }> {
  const { page, context } = stage
  const { origin } = new URL(stage.system.baseUrl)
  await context.grantPermissions(['notifications'], { origin })
  const cdp = await context.newCDPSession(page)
  let registrationId = ''
  cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const ours = registrations.findLast((one) => one.scopeURL === `${origin}/` && !one.isDeleted)
    registrationId = ours?.registrationId ?? registrationId
  })
  await cdp.send('ServiceWorker.enable')
  await stage.open('/scan/check/')
  await page.getByRole('listitem').filter({ hasText: '推送' }).waitFor()
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated')
  await until(async () => registrationId !== '', 'a registration of the service worker')
  const worker = context.serviceWorkers().find((one) => one.url() === `${origin}/sw.js`)
  ok(worker, 'the service worker runs')
  const deliver = (data: string) => cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
  return { worker, deliver: async (data) => void (await deliver(data)) }
}

/** As much of a worker's scope as is used here. */
interface WorkerScope extends EventTarget {
  readonly registration: ServiceWorkerRegistration
  readonly NotificationEvent: new (type: string, init: { notification: Notification; action: string }) => Event
}

/** What the browser shows of us. */
function shownBy(worker: Worker) {
  return worker.evaluate(async () => {
    const { registration } = globalThis as unknown as WorkerScope
    const shown = await registration.getNotifications()
    return shown.map((one) => {
      const { actions = [] } = one as Notification & { actions?: { action: string; title: string }[] }
      return {
        title: one.title,
        body: one.body,
        tag: one.tag,
        actions: actions.map(({ action, title }) => ({ action, title })),
      }
    })
  })
}

/**
 * A tap on a button of the first notification. Neither the page nor the protocol can make a trusted one, and a worker may
 * not prolong an event that a script made: the answer of our listener is taken from it and awaited here.
 */
function tap(worker: Worker, action: string): Promise<void> {
  return worker.evaluate(async (chosen) => {
    const scope = globalThis as unknown as WorkerScope
    const [notification] = await scope.registration.getNotifications()
    if (!notification) throw new Error('nothing is shown')
    const event = new scope.NotificationEvent('notificationclick', { notification, action: chosen })
    const work: Promise<unknown>[] = []
    Object.defineProperty(event, 'waitUntil', { value: (promise: Promise<unknown>) => work.push(promise) })
    scope.dispatchEvent(event)
    await Promise.all(work)
  }, action)
}

const AGAIN_MS = 5000

/** A push service brings a message again that a worker did not take; one notification it stays, by its tag. */
async function untilShown(worker: Worker, deliver: () => Promise<void>): Promise<void> {
  let deliveredAt = Number.NEGATIVE_INFINITY
  const isShown = async () => {
    if (performance.now() - deliveredAt > AGAIN_MS) {
      await deliver()
      deliveredAt = performance.now()
    }
    return (await shownBy(worker)).length > 0
  }
  await until(isShown, 'a notification')
}

async function receiptOf(stage: Stage, id: string): Promise<string | undefined> {
  const input = encodeURIComponent(JSON.stringify({ id }))
  const receipts = await ask<readonly ReceiptView[]>(stage, `alerts.receipts?input=${input}`)
  return receipts.find((one) => one.channel === 'push' && one.person === '运营')?.state
}

/** No vendor can be reached from here: the subscription goes through our own API, with keys that this journey holds. */
const pushed: Journey = {
  title: 'an alert is pushed, encrypted for this browser, shown by its service worker, and taken with one tap',
  async run(stage) {
    const service = await PushService.open()
    try {
      await stage.enterAs('ops')
      const { worker, deliver } = await withWorker(stage)
      await ask(stage, 'push.subscribe', service.subscription)
      const script = await connectErp(stage, '聚水潭')
      const { number } = await stage.sandbox.order('pinduoduo')
      await ship(script, number, 'JT')
      await until(async () => service.taken.length > 0, 'a message at the push service')
      const { headers } = service.taken[0] ?? {}
      match(headers?.authorization ?? '', /^vapid t=/)
      equal(headers?.['content-encoding'], 'aes128gcm')
      const [text = ''] = service.messages()
      const message = JSON.parse(text) as PushMessage
      const [id = ''] = message.alertIds
      await until(async () => (await receiptOf(stage, id)) === 'sent', 'a receipt that says sent')
      await untilShown(worker, () => deliver(text))
      const { title, body, tag, actions } = message
      deepEqual(await shownBy(worker), [{ title, body, tag, actions }])
      deepEqual(
        actions.map((one) => one.action),
        ['acknowledge', 'open'],
      )
      await until(async () => (await receiptOf(stage, id)) === 'delivered', 'a receipt that says shown')
      await tap(worker, 'acknowledge')
      equal(await receiptOf(stage, id), 'acknowledged')
      deepEqual(await shownBy(worker), [])
      await ask(stage, 'alerts.dismiss', { id })
      await ask(stage, 'push.unsubscribe', { endpoint: service.subscription.endpoint })
    } finally {
      await service.close()
    }
  },
}

export const journeys: readonly Journey[] = [pushed]
