import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type OutgoingEvent, openOutgoing } from '@baton/platforms/standard-webhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dismissAlert, listAlerts } from '../alerts/index.ts'
import { saveApp } from '../catalogue/index.ts'
import { DeliveryLoop, type Senders } from '../deliveries/index.ts'
import { moveOrders, type OrderMove, readOrder } from '../orders/index.ts'
import type { Context } from '../runtime/index.ts'
import { actingAs, inTransaction } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { waitForLocks } from '../testing/wait-for-locks.ts'
import {
  applyPending,
  assignReview,
  cancelSender,
  listCarrierCodes,
  listChannels,
  listReviews,
  openClaimReviews,
  planWriteBack,
  readCarrierHistory,
  resolveReview,
  reviewWaiting,
  saveCarrierCode,
  setWriteBackRate,
  shipSender,
} from './index.ts'

const SECRET = `whsec_${Buffer.from('what we sign for the shop, 32 b.').toString('base64')}`
const ERP = 'c0ffee00-0000-4000-8000-000000000001'

describe('telling the home channel what somebody else reported', () => {
  let world: TestContext
  let ctx: Context
  let shop: TestShop
  let server: Server
  let loop: DeliveryLoop
  const heard: { id: string; event: OutgoingEvent }[] = []
  let status = 200
  let retryAfter = ''
  let address = ''

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
        if (opened.ok) heard.push(opened)
        response.writeHead(opened.ok ? status : opened.status, retryAfter ? { 'retry-after': retryAfter } : {}).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
    await tellAt({ events: address })
    const senders = { 'channel.ship': shipSender(shop.apps), 'channel.cancel': cancelSender(shop.apps) }
    loop = new DeliveryLoop(ctx, senders as unknown as Senders)
  })
  beforeEach(() => {
    heard.length = 0
    status = 200
    retryAfter = ''
  })
  afterAll(async () => {
    server.close()
    await world.close()
  })

  /** Where the shop wants to hear of shipments. */
  async function tellAt(endpoints: Record<string, string>): Promise<void> {
    await saveApp(ctx, {
      id: shop.appId,
      platform: 'own-shop',
      name: '自有商城',
      fields: { outgoingSecret: SECRET },
      endpoints,
    })
    shop.apps.forget()
  }

  async function order(number: string): Promise<string> {
    await shop.push(`m-${number}`, aSnapshot({ orderNumber: number }))
    await applyPending(ctx, shop.apps)
    const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${number}`
    return row?.id ?? ''
  }

  function step(orderId: string, to: 'shipped' | 'part_shipped' | 'cancelled', waybill?: string): OrderMove {
    return {
      target: { by: 'id', id: orderId },
      source: {
        actor: { kind: 'erp', id: ERP, name: '旺店通' },
        ...{ appId: ERP, address: '192.0.2.7', eventId: null, topic: 'status', authority: 'granted' },
        grants: ['shipped', 'part_shipped', 'cancelled'],
      },
      occurredAt: ctx.now(),
      claim: { kind: 'step', to, parcels: waybill ? [{ carrier: 'YTO', waybill, lineNumbers: [] }] : [] },
    }
  }

  async function report(
    orderId: string,
    to: 'shipped' | 'part_shipped' | 'cancelled',
    waybill?: string,
  ): Promise<void> {
    await inTransaction(ctx, (tx) => moveOrders(ctx, tx, [step(orderId, to, waybill)]))
    await plan()
  }

  async function plan(): Promise<void> {
    const jobs = await ctx.sql<{ data: { moves: Parameters<typeof planWriteBack>[2] } }[]>`
      DELETE FROM pgboss.job WHERE name = 'channels.write-back' RETURNING data`
    for (const { data } of [...jobs, ...jobs]) await planWriteBack(ctx, shop.apps, data.moves)
    await drain()
  }

  async function drain(): Promise<void> {
    do await loop.idle()
    while ((await loop.step()) === 0)
  }

  const open = async (orderId: string) => (await listReviews(ctx, { open: true, mine: false, orderId, limit: 10 })).rows

  it('tells each parcel once, however often its job runs, and never the source', async () => {
    const id = await order('W1')
    await report(id, 'part_shipped', 'YT-1')
    await report(id, 'part_shipped', 'YT-1')
    await report(id, 'shipped', 'YT-2')
    expect(heard.map(({ event }) => event)).toMatchObject([
      {
        type: 'order.shipped',
        data: { orderNumber: 'W1', isLast: false, parcels: [{ carrier: 'YTO', waybill: 'YT-1' }] },
      },
      { type: 'order.shipped', data: { orderNumber: 'W1', isLast: true, parcels: [{ waybill: 'YT-2' }] } },
    ])
    expect((await readOrder(ctx, { id })).links).toMatchObject([
      { system: '自有商城', nativeNumber: 'W1', toldStatus: 'shipped', toldAt: ctx.now().toISOString() },
    ])
  })

  async function told(): Promise<(string | number)[][]> {
    return (await listAlerts(ctx, { which: 'open', limit: 9 })).rows.map((one) => [one.kind, one.count])
  }

  it('is not told what it said itself', async () => {
    await order('W2')
    const parcels = [{ carrier: 'YTO', waybill: 'YT-own', lineNumbers: [] }]
    const told = { nativeStatus: 'shipped', version: 1_780_000_000_001, shippedAt: ctx.now(), parcels }
    await shop.push('m-W2-shipped', aSnapshot({ orderNumber: 'W2', ...told }))
    await applyPending(ctx, shop.apps)
    expect(await ctx.sql`SELECT FROM pgboss.job WHERE name = 'channels.write-back'`).toHaveLength(0)
  })

  it.each(['圆通速递', 'yuantong'])('is one parcel, though the channel then names its carrier %s', async (carrier) => {
    const number = `W2-${carrier}`
    const id = await order(number)
    await report(id, 'shipped', `YT-${carrier}`)
    const parcels = [{ carrier, waybill: `YT-${carrier}`, lineNumbers: [] }]
    const echo = { nativeStatus: 'shipped', version: 1_780_000_000_001, shippedAt: ctx.now(), parcels }
    await shop.push(`m-${number}-echo`, aSnapshot({ orderNumber: number, ...echo }))
    await applyPending(ctx, shop.apps)
    const { parcels: shown } = await readOrder(ctx, { id })
    expect(shown.map((one) => [one.carrier, one.waybill])).toEqual([['YTO', `YT-${carrier}`]])
  })

  it('asks people at the first refusal, and closes by itself when telling again works', async () => {
    const id = await order('W3')
    status = 422
    await report(id, 'shipped', 'YT-3')
    const [review] = await open(id)
    expect(review).toMatchObject({
      cause: 'write_back_refused',
      other: { name: '自有商城', code: 'http_422' },
      hub: { state: 'shipped' },
    })
    status = 200
    await resolveReview(ctx, { id: review?.id ?? '', resolution: 'retry', note: '' })
    await drain()
    expect(await open(id)).toEqual([])
    expect(heard.map((one) => one.id)).toEqual([heard[0]?.id, heard[0]?.id])
  })

  it('waits for nobody once a person saw to it, and tells what follows all the same', async () => {
    const id = await order('W3b')
    status = 422
    await report(id, 'part_shipped', 'YT-3b')
    const [review] = await open(id)
    await resolveReview(ctx, { id: review?.id ?? '', resolution: 'believe_hub', note: '已在商城后台手工发货' })
    const states = async () =>
      (await ctx.sql`SELECT state FROM deliveries WHERE order_id = ${id} ORDER BY id`).map((one) => one.state)
    expect(await states()).toEqual(['cancelled'])
    status = 200
    await report(id, 'shipped', 'YT-3c')
    expect(await states()).toEqual(['cancelled', 'done'])
  })

  it('asks people after 15 minutes of failing and goes on trying', async () => {
    const id = await order('W4')
    status = 503
    await report(id, 'shipped', 'YT-4')
    for (let minute = 0; minute < 14; minute += 1) {
      world.clock.forward(60_000)
      await drain()
    }
    expect(await open(id)).toEqual([])
    world.clock.forward(16 * 60_000)
    await drain()
    expect(await open(id)).toMatchObject([{ cause: 'write_back_failing' }])
    expect(await told()).toEqual([['review_opened', 1]])
    status = 200
    world.clock.forward(20 * 60_000)
    await drain()
    expect(await open(id)).toEqual([])
    const { rows } = await listReviews(ctx, { open: false, mine: false, orderId: id, limit: 10 })
    expect(rows).toMatchObject([{ resolution: 'by_itself' }])
    expect(await told()).toEqual([])
  })

  it('asks people at once where a busy channel wants to be left alone for longer, and leaves it alone', async () => {
    const id = await order('W4b')
    status = 503
    retryAfter = String(2 * 3600)
    await report(id, 'shipped', 'YT-4b')
    expect(await open(id)).toMatchObject([{ cause: 'write_back_failing' }])
    status = 200
    world.clock.forward(2 * 3_600_000 - 1000)
    await drain()
    expect(heard).toHaveLength(1)
    world.clock.forward(1000)
    await drain()
    expect(heard).toHaveLength(2)
    expect(await open(id)).toEqual([])
    expect(await told()).toEqual([])
    world.clock.forward(60_000)
  })

  it('asks people for each order whose call only waits behind those that fail, with one alert, once a call', async () => {
    const ids: string[] = []
    for (let number = 0; number < 20; number += 1) ids.push(await order(`W-wait-${number}`))
    status = 503
    for (const [number, id] of ids.entries()) await report(id, 'shipped', `YT-wait-${number}`)
    const untold = async () => (await Promise.all(ids.map(open))).flat()
    for (let minute = 0; minute < 14; minute += 1) {
      world.clock.forward(60_000)
      await drain()
      await reviewWaiting(ctx)
    }
    expect(await untold()).toEqual([])
    world.clock.forward(2 * 60_000)
    await drain()
    expect((await untold()).length).toBeLessThan(ids.length)
    await reviewWaiting(ctx)
    await reviewWaiting(ctx)
    expect(await untold()).toHaveLength(ids.length)
    expect(await told()).toEqual([['review_opened', ids.length]])
    const [first] = await open(ids.at(-1) ?? '')
    await resolveReview(ctx, { id: first?.id ?? '', resolution: 'closed', note: '已电话核实' })
    await reviewWaiting(ctx)
    expect(await untold()).toHaveLength(ids.length - 1)
    status = 200
    for (let minute = 0; minute < 20; minute += 1) {
      world.clock.forward(60_000)
      await drain()
    }
    expect(await untold()).toEqual([])
    expect(await told()).toEqual([])
  })

  it('asks people at once for what waits where the channel wants to be left alone for longer', async () => {
    const [asked, waits] = [await order('W-left-1'), await order('W-left-2')]
    status = 503
    retryAfter = String(3600)
    await report(asked, 'shipped', 'YT-left-1')
    await report(waits, 'shipped', 'YT-left-2')
    expect([(await open(asked)).length, (await open(waits)).length]).toEqual([1, 0])
    await reviewWaiting(ctx)
    expect([(await open(asked)).length, (await open(waits)).length]).toEqual([1, 1])
    status = 200
    world.clock.forward(3_600_000)
    await drain()
    world.clock.forward(60_000)
    await drain()
    expect([...(await open(asked)), ...(await open(waits))]).toEqual([])
  })

  it('raises one alert of as many as are open', async () => {
    const refused = async (number: string) => {
      const id = await order(number)
      await report(id, 'shipped', `YT-${number}`)
      return id
    }
    status = 422
    const ids = [await refused('W-a'), await refused('W-b'), await refused('W-c')]
    expect(await told()).toEqual([['review_opened', 3]])
    const [first] = await open(ids[0] ?? '')
    await resolveReview(ctx, { id: first?.id ?? '', resolution: 'closed', note: '已电话核实' })
    expect(await told()).toEqual([['review_opened', 2]])
    const [alert] = (await listAlerts(ctx, { which: 'open', limit: 9 })).rows
    await dismissAlert(ctx, { id: alert?.id ?? '' })
    await refused('W-d')
    expect(await told()).toEqual([['review_opened', 3]])
  })

  it('ends its alert with the last review, also where two end at the same moment', async () => {
    const reviewed = async (number: string) => {
      const id = await order(number)
      await openClaimReviews(ctx, [{ orderId: id, appId: shop.appId, actorName: '同时', reason: 'impossible_step' }])
      return (await open(id))[0]?.id ?? ''
    }
    const ids = [await reviewed('W-same-1'), await reviewed('W-same-2')] as const
    const told = () => ctx.sql`SELECT count FROM alerts WHERE subject = '同时' AND closed_at IS NULL`
    expect(await told()).toHaveLength(1)
    const close = (id: string) => resolveReview(ctx, { id, resolution: 'closed', note: '已电话核实' })
    const holder = await ctx.sql.reserve()
    await holder`BEGIN`
    await holder`SELECT FROM alerts WHERE subject = '同时' FOR UPDATE`
    const both = Promise.all(ids.map(close))
    await waitForLocks(ctx, 2)
    await holder`COMMIT`
    holder.release()
    await both
    expect(await told()).toEqual([])
  })

  it('passes a cancellation on', async () => {
    const id = await order('W5')
    await report(id, 'cancelled')
    expect(heard.map(({ event }) => event)).toMatchObject([{ type: 'order.cancelled', data: { orderNumber: 'W5' } }])
  })

  it('asks people where the channel cannot be told', async () => {
    await tellAt({})
    const id = await order('W6')
    await report(id, 'shipped', 'YT-6')
    const [review] = await open(id)
    expect(review).toMatchObject({ cause: 'write_back_impossible', other: { code: 'not_set_up' } })
    await expect(resolveReview(ctx, { id: review?.id ?? '', resolution: 'closed', note: '' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
    const [one, other] = ['p1', 'p2'].map((name) => actingAs(ctx, { kind: 'person', id: name, name }, '192.0.2.1'))
    const take = { id: review?.id ?? '', toMe: true }
    await assignReview(one as Context, { ...take, seenWithId: null })
    await expect(assignReview(other as Context, { ...take, seenWithId: null })).rejects.toThrow('VERSION_CONFLICT')
    expect(await open(id)).toMatchObject([{ assigneeId: 'p1' }])
    await assignReview(other as Context, { ...take, seenWithId: 'p1' })
    await expect(assignReview(one as Context, { ...take, toMe: false, seenWithId: 'p1' })).rejects.toThrow('VERSION')
    await resolveReview(ctx, { id: review?.id ?? '', resolution: 'closed', note: '已在商城后台手工发货' })
    const again = resolveReview(ctx, { id: review?.id ?? '', resolution: 'believe_hub', note: '' })
    await expect(again).rejects.toMatchObject({ code: 'REVIEW_RESOLVED' })
  })

  it('tells again, when asked, what could not be told before', async () => {
    const id = await order('W7')
    await report(id, 'shipped', 'YT-7')
    const [review] = await open(id)
    await tellAt({ events: address })
    await resolveReview(ctx, { id: review?.id ?? '', resolution: 'retry', note: '' })
    await plan()
    expect(heard.map(({ event }) => event.type)).toEqual(['order.shipped'])
    expect(await open(id)).toEqual([])
  })

  it('carries a parcel that was given up with the next one', async () => {
    const id = await order('W8')
    status = 422
    await report(id, 'part_shipped', 'YT-8')
    expect(await open(id)).toHaveLength(1)
    status = 200
    heard.length = 0
    await report(id, 'shipped', 'YT-9')
    const told = heard.map(({ event }) => event.data as { parcels: { waybill: string }[] })
    expect(told.map(({ parcels }) => parcels.map((one) => one.waybill).sort())).toEqual([['YT-8', 'YT-9']])
    expect(await open(id)).toEqual([])
    expect(await ctx.sql`SELECT FROM deliveries WHERE order_id = ${id} AND state = 'dead'`).toHaveLength(0)
  })

  it('tells a carrier by the code the merchant gave it, and what waited for one as soon as there is one', async () => {
    const person = { ...ctx, actor: { kind: 'person', id: 'u1', name: '小陈' } } as Context
    const word = { platform: 'own-shop', carrier: 'YTO', name: null, reason: '新合同' } as const
    await saveCarrierCode(person, { ...word, code: null, expectedVersion: 0 })
    const id = await order('W10')
    await report(id, 'shipped', 'YT-10')
    expect(await open(id)).toMatchObject([{ other: { code: 'carrier_unmapped', answer: 'YTO' } }])
    const late = saveCarrierCode(person, { ...word, code: 'YTO-HD', expectedVersion: 0 })
    await expect(late).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    const saved = await saveCarrierCode(person, { ...word, code: 'YTO-HD', name: '圆通华东', expectedVersion: 1 })
    expect(saved).toEqual({ version: 2, released: 1 })
    await drain()
    expect(heard.map(({ event }) => event.data)).toMatchObject([
      { parcels: [{ carrier: 'YTO-HD', carrierName: '圆通华东', waybill: 'YT-10' }] },
    ])
    expect(await open(id)).toEqual([])
    const history = await readCarrierHistory(ctx, { platform: 'own-shop', carrier: 'YTO' })
    expect(history.map(({ version, code, author }) => [version, code, author])).toEqual([
      [2, 'YTO-HD', '小陈'],
      [1, null, '小陈'],
    ])
    const listed = await listCarrierCodes(ctx, { platform: 'own-shop' })
    expect(listed.find((one) => one.carrier === 'YTO')).toMatchObject({ code: 'YTO-HD', published: 'YTO', version: 2 })
    expect(listed.find((one) => one.carrier === 'SF')).toMatchObject({ version: 0, author: null })
  })

  it('keeps to the calls a minute that ops set for the channel', async () => {
    await setWriteBackRate(ctx, { id: shop.appId, perMinute: 12 })
    shop.apps.forget()
    await shop.apps.all()
    const ids = [await order('W11'), await order('W12')]
    world.clock.forward(3_600_000)
    for (const [index, id] of ids.entries()) await report(id, 'shipped', `YT-11-${index}`)
    expect(heard).toHaveLength(1)
    world.clock.forward(5000)
    await drain()
    expect(heard).toHaveLength(2)
    const [channel] = await listChannels(ctx)
    expect(channel?.writeBack).toEqual({ perMinute: 600, isPublished: false, setPerMinute: 12 })
    await expect(setWriteBackRate(ctx, { id: ERP, perMinute: 1 })).rejects.toMatchObject({ code: 'CHANNEL_NOT_FOUND' })
  })
})
