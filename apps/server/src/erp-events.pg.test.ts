import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { applyPending } from '@baton/fulfilment/channels'
import { DeliveryLoop, listDeliveries, type Senders } from '@baton/fulfilment/deliveries'
import {
  followSubscriptions,
  listSubscriptions,
  saveErp,
  subscribe,
  testSubscription,
  unsubscribe,
  webhookSender,
} from '@baton/fulfilment/erp'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop, type TestShop } from '../../../packages/fulfilment/src/testing/own-shop.ts'
import { placeFeed } from '../../../packages/fulfilment/src/testing/place-feed.ts'
import { aSnapshot } from '../../../packages/fulfilment/src/testing/snapshot.ts'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'

interface Heard {
  readonly id: string
  readonly type: string
  readonly data: { readonly order?: { readonly number: string } }
}

describe('events to an address that subscribed, verified by an independent client', () => {
  let world: TestContext
  let shop: TestShop
  let receiver: Server
  let loop: DeliveryLoop
  let secret = ''
  let status = 200
  const heard: Heard[] = []
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
    receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        const message = new Webhook(secret).verify(body, request.headers as Record<string, string>) as Omit<Heard, 'id'>
        heard.push({ ...message, id: String(request.headers['webhook-id']) })
        response.writeHead(status).end()
      })
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    const { id: erpId } = await saveErp(world.ctx, { name: '金蝶', grants: [], mayHold: false })
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/baton`
    const types = ['order.created', 'order.shipped', 'order.cancelled'] as const
    secret = (await subscribe(world.ctx, { erpId, url, types: [...types] })).secret
    loop = new DeliveryLoop(world.ctx, { 'webhook.event': webhookSender } as unknown as Senders)
  })
  afterAll(async () => {
    receiver.close()
    await world.close()
  })

  async function tell(number: string, told: Partial<Parameters<typeof aSnapshot>[0]> = {}): Promise<void> {
    await shop.push(`${number}-${told.version ?? 0}`, aSnapshot({ orderNumber: number, ...told }))
    await applyPending(world.ctx, shop.apps)
    await placeFeed(world.ctx)
    await Promise.all([followSubscriptions(world.ctx), followSubscriptions(world.ctx)])
    await followSubscriptions(world.ctx)
    await drain()
  }

  async function drain(): Promise<void> {
    do await loop.idle()
    while ((await loop.step()) === 0)
  }

  const types = () => heard.splice(0).map((one) => `${one.type} ${one.data.order?.number ?? ''}`.trim())

  it('come once each, only those asked for, however many follow the feed', async () => {
    await tell('V1')
    await tell('V1', { version: 1_790_000_000_000, sellerMemo: '急' })
    await tell('V1', { version: 1_790_000_000_001, nativeStatus: 'shipped', shippedAt: new Date() })
    expect(types()).toEqual(['order.created V1', 'order.shipped V1'])
    expect(await followSubscriptions(world.ctx)).toBe(0)
  })

  it('are repeated under the same id by the schedule of the specification', async () => {
    status = 500
    await tell('V2')
    world.clock.forward(4000)
    await drain()
    expect(heard).toHaveLength(1)
    status = 200
    world.clock.forward(2000)
    await drain()
    expect(new Set(heard.map((one) => one.id)).size).toBe(1)
    expect(types()).toEqual(['order.created V2', 'order.created V2'])
  })

  it('can be tried, and end for an address that says it is gone', async () => {
    const [subscription] = await listSubscriptions(world.ctx)
    await testSubscription(world.ctx, { id: subscription?.id ?? '' })
    await drain()
    expect(types()).toEqual(['test'])
    status = 410
    await tell('V3')
    expect((await listSubscriptions(world.ctx))[0]?.disabledAt).not.toBeNull()
    await tell('V4')
    expect(types()).toEqual(['order.created V3'])
    const { rows } = await listDeliveries(world.ctx, { kind: ['webhook.event'], limit: 1 })
    expect(rows).toMatchObject([{ state: 'dead', code: 'http_410' }])
  })

  it('leave nothing to send, and nothing given up, once nobody subscribes', async () => {
    const [subscription] = await listSubscriptions(world.ctx)
    await world.ctx.sql`UPDATE erp_subscriptions SET disabled_at = NULL`
    status = 500
    await tell('V5')
    await unsubscribe(world.ctx, { id: subscription?.id ?? '' })
    const { rows } = await listDeliveries(world.ctx, { kind: ['webhook.event'], state: ['pending', 'dead'], limit: 9 })
    expect(rows).toEqual([])
  })
})
