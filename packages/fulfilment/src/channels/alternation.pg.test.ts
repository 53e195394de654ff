import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type OutgoingEvent, openOutgoing } from '@baton/platforms/standard-webhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveApp } from '../catalogue/index.ts'
import { DeliveryLoop, type Senders } from '../deliveries/index.ts'
import { moveOrders } from '../orders/index.ts'
import { type Context, inTransaction } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import {
  applyPending,
  cancelSender,
  judgeAlternations,
  listReviews,
  planWriteBack,
  resolveReview,
  shipSender,
} from './index.ts'

const SECRET = `whsec_${Buffer.from('what we sign for the shop, 32 b.').toString('base64')}`
const ERP = 'c0ffee00-0000-4000-8000-000000000001'

describe('an ERP and a shop that keep correcting each other', () => {
  let world: TestContext
  let ctx: Context
  let shop: TestShop
  let server: Server
  let loop: DeliveryLoop
  const heard: OutgoingEvent[] = []

  beforeAll(async () => {
    world = await openTestContext()
    ctx = world.ctx
    shop = await openTestShop(ctx)
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const headers = request.headers as Record<string, string>
        const opened = openOutgoing({ headers, body: Buffer.concat(chunks) }, SECRET, ctx.now())
        if (opened.ok) heard.push(opened.event)
        response.writeHead(opened.ok ? 200 : opened.status).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const events = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
    const fields = { outgoingSecret: SECRET }
    await saveApp(ctx, { id: shop.appId, platform: 'own-shop', name: '自有商城', fields, endpoints: { events } })
    shop.apps.forget()
    const senders = { 'channel.ship': shipSender(shop.apps), 'channel.cancel': cancelSender(shop.apps) }
    loop = new DeliveryLoop(ctx, senders as unknown as Senders)
  })
  afterAll(async () => {
    server.close()
    await world.close()
  })

  let orderId = ''
  let pushes = 0

  /** The shop's picture of the order, by its own clock. */
  async function shopSays(nativeStatus: string, times = 1): Promise<void> {
    world.clock.forward(5 * 60_000)
    const snapshot = aSnapshot({ orderNumber: 'A1', nativeStatus, version: ctx.now().getTime() })
    pushes += 1
    for (let time = 0; time < times; time += 1) await shop.push(`m-${pushes}`, snapshot)
    await applyPending(ctx, shop.apps)
    const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = 'A1'`
    orderId = row?.id ?? ''
    await runJobs()
  }

  async function erpSays(to: 'shipped' | 'done', waybill: string): Promise<void> {
    world.clock.forward(5 * 60_000)
    await inTransaction(ctx, (tx) =>
      moveOrders(ctx, tx, [
        {
          target: { by: 'id', id: orderId },
          source: {
            actor: { kind: 'erp', id: ERP, name: '旺店通' },
            ...{ appId: ERP, address: '192.0.2.7', eventId: null, topic: 'status', authority: 'granted' },
            grants: ['shipped', 'done'],
          },
          occurredAt: ctx.now(),
          claim: { kind: 'step', to, parcels: [{ carrier: 'YTO', waybill, lineNumbers: [] }] },
        },
      ]),
    )
    await runJobs()
  }

  async function runJobs(): Promise<void> {
    const jobs = await ctx.sql<{ name: string; data: never }[]>`
      DELETE FROM pgboss.job WHERE name IN ('channels.write-back', 'channels.judge-alternation') RETURNING name, data`
    for (const { name, data } of jobs)
      if (name === 'channels.write-back') await planWriteBack(ctx, shop.apps, (data as { moves: never[] }).moves)
      else await judgeAlternations(ctx, (data as { orderIds: string[] }).orderIds)
    do await loop.idle()
    while ((await loop.step()) === 0)
  }

  const open = async () => (await listReviews(ctx, { open: true, mine: false, orderId, limit: 10 })).rows
  const waybills = () =>
    heard.map((event) => (event.data as { parcels: { waybill: string }[] }).parcels.map((one) => one.waybill))

  it('go on through the first turn, its echoes and repeats', async () => {
    await shopSays('to_ship')
    await erpSays('shipped', 'YT-1')
    await shopSays('shipped', 3)
    await shopSays('to_ship', 3)
    await erpSays('shipped', 'YT-2')
    await shopSays('shipped', 2)
    expect(waybills()).toEqual([['YT-1'], ['YT-2']])
    expect(await open()).toEqual([])
  })

  it('are stopped at the second, with what each said', async () => {
    await shopSays('to_ship')
    await shopSays('to_ship')
    const [review, ...others] = await open()
    expect(others).toEqual([])
    expect(review).toMatchObject({ cause: 'alternation', other: { name: '自有商城' }, hub: { state: 'shipped' } })
    expect(review?.story.map(({ kind, by, state }) => `${kind} ${by} ${state}`)).toEqual([
      'told 旺店通 shipped',
      'said 自有商城 shipped',
      'said 自有商城 to_ship',
      'told 旺店通 shipped',
      'said 自有商城 shipped',
      'said 自有商城 to_ship',
    ])
    await erpSays('shipped', 'YT-3')
    expect(waybills()).toHaveLength(2)
  })

  it('are told again what was held back once a person has decided, and count anew', async () => {
    const [review] = await open()
    await resolveReview(ctx, { id: review?.id ?? '', resolution: 'believe_hub', note: '' })
    await runJobs()
    expect(waybills()).toEqual([['YT-1'], ['YT-2'], ['YT-3']])
    await shopSays('shipped')
    await shopSays('to_ship')
    expect(await open()).toEqual([])
  })
})
