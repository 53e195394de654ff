import { randomUUID } from 'node:crypto'
import type { OrderSnapshot } from '@baton/platforms'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { actingAs, type Context } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { rowsRead } from '../testing/rows-read.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { holdOrders, liftExpiredHolds, liftHolds, previewHold, readOrder } from './index.ts'

const LINE = { lineNumber: '1', itemNumber: 'I1', title: '外套', quantity: 1, priceFen: 100 }

describe('holding many orders at once', () => {
  let world: TestContext
  let ctx: Context
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    ctx = actingAs(world.ctx, { kind: 'person', id: 'p1', name: '李娜' }, '192.0.2.1')
    shop = await openTestShop(world.ctx)
    const parcels = [{ carrier: 'YTO', waybill: 'YT9', lineNumbers: [] }]
    for (let index = 0; index < 5; index += 1)
      await shop.push(
        `m${index}`,
        aSnapshot({
          orderNumber: `H${index}`,
          lines: [{ ...LINE, sku: index === 4 ? 'SKU-OTHER' : 'SKU-GONE' }],
          ...(index === 3 ? { nativeStatus: 'shipped', shippedAt: new Date(), parcels } : {}),
        }),
      )
    await applyPending(world.ctx, shop.apps)
  })
  afterAll(() => world.close())

  const held = async () =>
    (await ctx.sql`SELECT native_number FROM orders WHERE 'stock_out' = ANY(hold_reasons) ORDER BY 1`).map(
      (row) => row.nativeNumber,
    )

  it('finds the open orders of a SKU however much of it was sold before', async () => {
    await ctx.sql`
      INSERT INTO order_lines SELECT 'DB2026SOLD' || n, '1', 0, 'I1', 'SKU-GONE', '外套', 1, 100 FROM generate_series(1, 5000) n`
    expect(await previewHold(ctx, { sku: 'SKU-GONE' })).toMatchObject({ orders: 3 })
    expect(await rowsRead(ctx, 'order_lines', (within) => previewHold(within, { sku: 'SKU-GONE' }))).toBeLessThan(100)
    await ctx.sql`DELETE FROM order_lines WHERE starts_with(order_id, 'DB2026SOLD')`
  })

  it('holds every open order of a SKU, until a time, and each answers for itself', async () => {
    expect(await previewHold(ctx, { sku: 'SKU-GONE' })).toMatchObject({ orders: 3, isTooMany: false })
    const until = new Date(ctx.now().getTime() + 3_600_000).toISOString()
    const hold = { reason: 'stock_out', note: '等补货', until } as const
    expect(await holdOrders(ctx, { orders: { sku: 'SKU-GONE' }, ...hold })).toHaveLength(3)
    expect(await held()).toEqual(['H0', 'H1', 'H2'])
    const all = (await ctx.sql<{ id: string }[]>`SELECT id FROM orders`).map((row) => row.id)
    const results = await holdOrders(ctx, { orders: { ids: [...all, 'DB2026NOWHERE'] }, ...hold })
    const count = (verdict: string) => results.filter((one) => one.verdict === verdict).length
    expect([count('applied'), count('duplicate'), count('locked'), count('unmatched')]).toEqual([1, 3, 1, 1])
    await expect(holdOrders(ctx, { orders: { ids: all }, ...hold, until: ctx.now().toISOString() })).rejects.toThrow(
      'INPUT_INVALID',
    )
  })

  it('tells who placed each hold, when, why and until when', async () => {
    const [first] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = 'H0'`
    const id = first?.id ?? ''
    const other = actingAs(world.ctx, { kind: 'person', id: 'p2', name: '王强' }, '192.0.2.2')
    await holdOrders(other, { orders: { ids: [id] }, reason: 'risk', note: '', until: null })
    expect((await readOrder(ctx, { id })).holdDetails).toMatchObject([
      { reason: 'risk', by: 'person', byName: '王强', note: null, until: null },
      { reason: 'stock_out', by: 'person', byName: '李娜', note: '等补货', until: expect.any(String) },
    ])
    await liftHolds(ctx, { ids: [id], reason: 'risk' })
  })

  it('lifts by hand, and by itself when the time has come', async () => {
    const [first] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = 'H0'`
    await liftHolds(ctx, { ids: [first?.id ?? ''], reason: 'stock_out' })
    expect(await held()).toEqual(['H1', 'H2', 'H4'])
    expect(await liftExpiredHolds(world.ctx)).toBe(0)
    world.clock.forward(3_600_000)
    expect(await liftExpiredHolds(world.ctx)).toBe(3)
    expect(await held()).toEqual([])
  })

  it('lets an order alone whose time comes after it has left, or that its channel holds as well', async () => {
    const push = async (orderNumber: string, told: Partial<OrderSnapshot>) => {
      await shop.push(randomUUID(), aSnapshot({ orderNumber, ...told }))
      await applyPending(world.ctx, shop.apps)
    }
    for (const orderNumber of ['LEFT', 'HELD']) await push(orderNumber, {})
    const ids = (await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number IN ('LEFT', 'HELD')`).map(
      (row) => row.id,
    )
    const until = new Date(ctx.now().getTime() + 3_600_000).toISOString()
    await holdOrders(ctx, { orders: { ids }, reason: 'risk', note: '', until })
    const parcels = [{ carrier: 'YTO', waybill: 'YT10', lineNumbers: [] }]
    await push('LEFT', { version: 1_780_000_001_000, nativeStatus: 'shipped', shippedAt: new Date(), parcels })
    await push('HELD', { version: 1_780_000_001_000, holds: ['risk'] })
    world.clock.forward(3_600_000)
    const attempts = async () => (await ctx.sql`SELECT verdict FROM attempts WHERE order_id = ANY(${ids})`).length
    const before = await attempts()
    expect(await liftExpiredHolds(world.ctx)).toBe(0)
    expect(await attempts()).toBe(before)
    await push('HELD', { version: 1_780_000_002_000 })
    expect(await liftExpiredHolds(world.ctx)).toBe(1)
  })

  it('lifts only the hold whose time has come, not another of the same reason', async () => {
    await shop.push('both', aSnapshot({ orderNumber: 'BOTH' }))
    await applyPending(world.ctx, shop.apps)
    const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = 'BOTH'`
    const ids = [row?.id ?? '']
    const rule = actingAs(world.ctx, { kind: 'rule', id: 'r1', name: '风控规则' }, '192.0.2.1')
    const until = new Date(ctx.now().getTime() + 3_600_000).toISOString()
    await holdOrders(rule, { orders: { ids }, reason: 'risk', note: '', until })
    await holdOrders(ctx, { orders: { ids }, reason: 'risk', note: '等电话核实', until: null })
    world.clock.forward(3_600_000)
    expect(await liftExpiredHolds(world.ctx)).toBe(1)
    expect((await readOrder(ctx, { id: ids[0] ?? '' })).holdDetails).toMatchObject([
      { reason: 'risk', by: 'person', note: '等电话核实', until: null },
    ])
  })
})
