import type { OrderSnapshot } from '@baton/platforms'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOrder } from '../orders/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { applyPending } from './apply.ts'

describe('an order whose buyer writes a NUL or half an emoji', () => {
  let world: TestContext
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
  })
  afterAll(() => world.close())

  const naughty = 'a\0b\ud83d'
  const shown = 'ab\ufffd'
  const plain = aSnapshot({ orderNumber: 'x' })
  const [line] = plain.lines
  const receiver = plain.receiver as NonNullable<OrderSnapshot['receiver']>
  const TEXTS: readonly (readonly [string, Partial<OrderSnapshot>])[] = [
    ['the name they go by', { buyer: { id: naughty, nick: naughty } }],
    ['their memo', { buyerMemo: naughty }],
    ["the seller's memo", { sellerMemo: naughty, sellerFlagLabel: naughty }],
    ['the receiver', { receiver: { ...receiver, name: naughty, province: naughty, city: naughty, district: naughty } }],
    ['the address', { receiver: { ...receiver, phone: naughty, address: naughty, handle: naughty } }],
    [
      'a product',
      {
        lines: [
          { itemNumber: 'I1', quantity: 1, priceFen: 1, ...line, title: naughty, sku: naughty, lineNumber: naughty },
        ],
      },
    ],
    ['a parcel', { nativeStatus: 'shipped', parcels: [{ carrier: naughty, waybill: naughty, lineNumbers: [] }] }],
  ]

  it.each(TEXTS)('in %s arrives all the same', async (where, told) => {
    const orderNumber = `N-${where}`
    await shop.push(where, aSnapshot({ orderNumber, ...told }))
    await applyPending(world.ctx, shop.apps)
    const [event] = await world.ctx.sql`SELECT state, verdict, error FROM channel_events WHERE key = ${where}`
    expect(event).toEqual({ state: 'done', verdict: 'applied', error: null })
    const [row] = await world.ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${orderNumber}`
    const order = await readOrder(world.ctx, { id: row?.id ?? '' })
    expect(JSON.stringify(order)).toContain('N-')
    if (told.buyerMemo) expect(order.buyerMemo).toBe(shown)
  })

  it('is told where its parcel is', async () => {
    const parcels = [{ carrier: 'sf', waybill: 'SF1', lineNumbers: [] }]
    await shop.push('t0', aSnapshot({ orderNumber: 'T', nativeStatus: 'shipped', parcels }))
    await applyPending(world.ctx, shop.apps)
    const trace = { orderNumber: 'T', carrier: 'sf', waybill: 'SF1', nativeStatus: 'in_transit', text: naughty }
    await shop.pushTrace('t1', { ...trace, occurredAt: new Date(1_780_000_100_000) })
    await applyPending(world.ctx, shop.apps)
    expect(await world.ctx.sql`SELECT verdict FROM channel_events WHERE key = 't1'`).toEqual([{ verdict: 'applied' }])
  })
})
