import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOrder, readTimeline } from '../orders/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { applyPending } from './apply.ts'
import { keepBatch } from './keep.ts'
import { listChannels, listRefusals } from './list-channels.ts'
import { releaseShops } from './release-shops.ts'
import { retryOverlooked } from './retry-waiting.ts'

describe('a signed push becomes an order', () => {
  let world: TestContext
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
  })
  afterAll(() => world.close())

  const orderOf = async (number: string) => {
    const [row] = await world.ctx.sql<{ id: string; state: string; shown: string; seq: number }[]>`
      SELECT id, state, shown, seq FROM orders WHERE native_number = ${number}`
    return row
  }

  it('keeps, acknowledges and applies, with one event per change', async () => {
    expect(await shop.push('m1', aSnapshot({ orderNumber: 'A1', version: 1000 }))).toBe(200)
    expect(await applyPending(world.ctx, shop.apps)).toBe(1)
    const order = await orderOf('A1')
    expect(order).toMatchObject({ state: 'to_ship', shown: 'to_ship', seq: 1 })
    expect(order?.id).toMatch(/^DB\d{4}[A-Z0-9]{8}$/)
  })

  it('shows a repeat in the timeline as duplicate, also when it came before the order existed', async () => {
    const snapshot = aSnapshot({ orderNumber: 'A2', version: 1000 })
    for (let times = 0; times < 3; times += 1) expect(await shop.push('m2', snapshot)).toBe(200)
    await applyPending(world.ctx, shop.apps)
    expect(await shop.push('m2', snapshot)).toBe(200)
    const { entries } = await readTimeline(world.ctx, { id: (await orderOf('A2'))?.id ?? '', limit: 50 })
    expect(entries.map((entry) => entry.verdict).sort()).toEqual(['applied', 'duplicate', 'duplicate', 'duplicate'])
  })

  it('keeps what a shop says that is switched off, and applies it once it is on', async () => {
    const setEnabled = (enabled: boolean) =>
      world.ctx.sql`UPDATE shops SET enabled = ${enabled} WHERE id = ${shop.shopId}`
    await setEnabled(false)
    shop.apps.forget()
    await shop.push('off', aSnapshot({ orderNumber: 'OFF', version: 1000 }))
    await applyPending(world.ctx, shop.apps)
    expect(await orderOf('OFF')).toBeUndefined()
    expect(await releaseShops(world.ctx)).toBe(0)
    const [event] = await world.ctx.sql`SELECT state, error FROM channel_events WHERE order_number = 'OFF'`
    expect(event).toEqual({ state: 'waiting', error: 'shop_off: S1' })
    await setEnabled(true)
    shop.apps.forget()
    expect(await releaseShops(world.ctx)).toBe(1)
    await applyPending(world.ctx, shop.apps)
    expect(await orderOf('OFF')).toMatchObject({ state: 'to_ship' })
  })

  it('shows how long what is in the queue has waited, not only what is through it', async () => {
    const lag = async () => (await listChannels(world.ctx))[0]?.lagMs
    world.clock.forward(2 * 3_600_000)
    await shop.push('late', aSnapshot({ orderNumber: 'LATE', version: 1000 }))
    world.clock.forward(7000)
    expect(await lag()).toBe(7000)
    await world.ctx.sql`UPDATE channel_apps SET paused_at = now()`
    expect(await lag()).toBeNull()
    await world.ctx.sql`UPDATE channel_apps SET paused_at = NULL`
    await applyPending(world.ctx, shop.apps)
    expect(await lag()).toBe(7000)
  })

  it('refuses a wrong signature, counts it and keeps nothing but the refusal', async () => {
    const [app] = await shop.apps.all()
    const received = await shop.receiver.receive(
      { platform: 'own-shop', pushKey: app?.pushKey ?? '' },
      {
        method: 'POST',
        query: {},
        headers: {
          'webhook-id': 'x',
          'webhook-timestamp': String(Math.floor(world.clock.at.getTime() / 1000)),
          'webhook-signature': 'v1,AAAA',
        },
        body: Buffer.from('{}'),
      },
      '192.0.2.9',
    )
    expect(received).toMatchObject({ kind: 'refused', reason: 'signature_wrong' })
    await shop.receiver.close()
    const refusals = await listRefusals(world.ctx, { id: shop.appId })
    expect(refusals).toMatchObject([{ reason: 'signature_wrong', address: '192.0.2.9', count: 1 }])
    const [channel] = await listChannels(world.ctx)
    expect(channel?.counts).toMatchObject({ refused: 1, kept: 4 })
  })

  it('takes a step of a parcel that names no order for the order that bears the waybill, also where that comes later', async () => {
    const trace = {
      orderNumber: null,
      carrier: 'YTO',
      nativeStatus: 'in_transit',
      occurredAt: world.ctx.now(),
      text: '',
    }
    const parcel = (waybill: string) => ({ carrier: 'YTO', waybill, lineNumbers: [] })
    const ship = (waybill: string) =>
      shop.push(
        `ship-${waybill}`,
        aSnapshot({ orderNumber: waybill, nativeStatus: 'shipped', parcels: [parcel(waybill)] }),
      )
    const eventOf = async (key: string) => {
      const [row] = await world.ctx.sql`SELECT state, error FROM channel_events WHERE key = ${key}`
      return row
    }
    await ship('YT-KNOWN')
    await applyPending(world.ctx, shop.apps)
    await shop.pushTrace('step-known', { ...trace, waybill: 'YT-KNOWN' })
    await shop.pushTrace('step-early', { ...trace, waybill: 'YT-EARLY' })
    await applyPending(world.ctx, shop.apps)
    expect(await orderOf('YT-KNOWN')).toMatchObject({ shown: 'in_transit' })
    expect(await eventOf('step-known')).toEqual({ state: 'done', error: null })
    expect(await eventOf('step-early')).toEqual({ state: 'waiting', error: 'parcel_unknown: YT-EARLY' })
    expect(await retryOverlooked(world.ctx)).toBe(0)
    await ship('YT-EARLY')
    await applyPending(world.ctx, shop.apps)
    expect(await retryOverlooked(world.ctx)).toBe(1)
    await applyPending(world.ctx, shop.apps)
    expect(await orderOf('YT-EARLY')).toMatchObject({ shown: 'in_transit' })
  })

  it('keeps the newest memo and flag, whatever comes late or twice, and tells what changed', async () => {
    const told = (version: number, sellerMemo: string | null, sellerFlag: 'red' | 'green' | null) =>
      shop.push(`flag-${version}`, aSnapshot({ orderNumber: 'FLAG', version, sellerMemo, sellerFlag }))
    await told(1000, null, null)
    await applyPending(world.ctx, shop.apps)
    await told(3000, '不急了', 'green')
    await applyPending(world.ctx, shop.apps)
    await told(2000, '加急', 'red')
    await told(3000, '不急了', 'green')
    await applyPending(world.ctx, shop.apps)
    const { id = '' } = (await orderOf('FLAG')) ?? {}
    const order = () => readOrder(world.ctx, { id })
    expect(await order()).toMatchObject({ sellerMemo: '不急了', sellerFlag: 'green', sellerFlagLabel: null })
    const { entries } = await readTimeline(world.ctx, { id, limit: 50 })
    expect(entries.map(({ verdict }) => verdict).sort()).toEqual(['applied', 'applied', 'duplicate', 'stale'])
    expect(entries.find(({ seq }) => seq === 2)?.changes).toEqual(['memo', 'flag'])
    await told(4000, '不急了', null)
    await applyPending(world.ctx, shop.apps)
    expect(await order()).toMatchObject({ sellerFlag: null })
  })

  it('keeps an unreadable message and an unknown status, explained, and applies the status once it is mapped', async () => {
    await shop.push('m4', aSnapshot({ orderNumber: 'A4', nativeStatus: '神秘状态' }))
    await applyPending(world.ctx, shop.apps)
    const [event] = await world.ctx.sql`SELECT state, unmapped FROM channel_events WHERE key = 'm4'`
    expect(event).toMatchObject({ state: 'unmapped', unmapped: 'order:神秘状态' })
    expect(await orderOf('A4')).toBeUndefined()
  })

  it.each(['A5\u0000', randomBytes(10_000).toString('hex')])(
    'keeps and explains a message whose numbers no column takes',
    async (odd) => {
      const id = `m5-${odd.length}`
      expect(await shop.push(id, aSnapshot({ orderNumber: odd }))).toBe(200)
      await applyPending(world.ctx, shop.apps)
      const [event] = await world.ctx.sql`SELECT state, error, order_number FROM channel_events WHERE key = ${id}`
      expect(event).toMatchObject({ state: 'unparsed', error: expect.stringMatching(/./), orderNumber: null })
    },
  )

  it('sets a message that Postgres cannot store aside alone; its neighbours are kept', async () => {
    const app = { id: shop.appId, name: 'x', actorKind: 'channel' as const }
    const arrival = (key: string) => ({
      app,
      address: null,
      message: { key, topic: 't', orderNumber: null, shopNumber: null, body: Buffer.from('{}') },
    })
    const unindexable = randomBytes(10_000).toString('hex')
    const errors = await keepBatch(world.ctx, [arrival('n1'), arrival('n\u0000'), arrival('n3'), arrival(unindexable)])
    expect(errors.map((error) => error === null)).toEqual([true, false, true, false])
    await applyPending(world.ctx, shop.apps)
    const rows = await world.ctx.sql`SELECT key, state FROM channel_events WHERE key LIKE 'n%' ORDER BY key`
    expect(rows.map((row) => row.state)).toEqual(['unparsed', 'unparsed'])
  })
})
