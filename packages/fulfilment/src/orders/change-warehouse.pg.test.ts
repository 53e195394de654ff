import { randomUUID } from 'node:crypto'
import type { OrderSnapshot } from '@baton/platforms'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetRules, saveRule, saveWarehouse } from '../catalogue/index.ts'
import { applyPending } from '../channels/index.ts'
import { actingAs, type Context } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { changeWarehouse, holdOrders, listOrders, moveBack, readOrder, readTimeline } from './index.ts'

describe('the warehouse of an order', () => {
  let world: TestContext
  let ctx: Context
  let shop: TestShop
  let east: string
  let south: string
  beforeAll(async () => {
    world = await openTestContext()
    ctx = actingAs(world.ctx, { kind: 'person', id: 'p1', name: '李娜' }, '192.0.2.1')
    shop = await openTestShop(world.ctx)
    east = await aWarehouse('HD', '华东仓')
    south = await aWarehouse('HN', '华南仓')
    await saveRule(ctx, { name: '广东走华南', provinces: ['广东省'], warehouseId: south, ...any })
    await saveRule(ctx, { name: '其余走华东', provinces: [], warehouseId: east, ...any })
  })
  afterAll(() => world.close())

  const any = { platforms: [], categories: [], skus: [], stockHintHours: null, enabled: true }
  const place = { province: '浙江省', city: '杭州市', address: '1 号', enabled: true }
  const aWarehouse = async (code: string, name: string) => (await saveWarehouse(ctx, { code, name, ...place })).id
  const push = async (orderNumber: string, version: number, told: Partial<OrderSnapshot>) => {
    await shop.push(randomUUID(), aSnapshot({ orderNumber, version, ...told }))
    await applyPending(world.ctx, shop.apps)
    const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${orderNumber}`
    return readOrder(ctx, { id: row?.id ?? '' })
  }
  const receiver = { ...aSnapshot({ orderNumber: '' }).receiver, province: '广东省' } as OrderSnapshot['receiver']

  it('follows the rules until it is paid: only then its channel tells where it goes', async () => {
    const unpaid = await push('W1', 1, { nativeStatus: 'pending_payment', paidAt: null, receiver: null })
    expect(unpaid.warehouse).toEqual({ id: east, reason: '其余走华东', byName: null })
    const paid = await push('W1', 2, { receiver })
    expect(paid.warehouse).toEqual({ id: south, reason: '广东走华南', byName: null })
    const moved = await push('W1', 3, { sellerMemo: '急' })
    expect(moved.warehouse).toMatchObject({ id: south })
  })

  it('is overridden by a person with a reason, which the timeline tells and no later picture undoes', async () => {
    const { id } = await push('W2', 1, { receiver })
    const change = { ids: [id], to: east, reason: '华南仓缺货' }
    expect(await changeWarehouse(ctx, change)).toMatchObject([{ verdict: 'applied' }])
    expect(await changeWarehouse(ctx, change)).toMatchObject([{ verdict: 'duplicate' }])
    const order = await push('W2', 2, { receiver, sellerMemo: '急' })
    expect(order).toMatchObject({
      warehouseName: '华东仓',
      warehouse: { id: east, reason: '华南仓缺货', byName: '李娜' },
    })
    const { entries } = await readTimeline(ctx, { id, limit: 50 })
    expect(entries.find((one) => one.changes.includes('warehouse'))).toMatchObject({
      actorName: '李娜',
      note: '华南仓缺货',
    })
  })

  it('stays as it is once packing has begun, before it is paid, and whatever an ERP would like', async () => {
    const { id } = await push('W3', 1, { receiver })
    await push('W3', 2, { receiver, nativeStatus: 'shipped', shippedAt: new Date() })
    const unpaid = await push('W4', 1, { nativeStatus: 'pending_payment', paidAt: null })
    const refused = { verdict: 'locked', reason: 'not_to_ship' }
    const change = { ids: [id, unpaid.id].sort(), to: await aWarehouse('BF', '备用仓'), reason: '近' }
    expect(await changeWarehouse(ctx, change)).toMatchObject([refused, refused])
    const other = { ids: [unpaid.id], to: randomUUID(), reason: '近' }
    await expect(changeWarehouse(ctx, other)).rejects.toThrow('WAREHOUSE_NOT_FOUND')
    const erp = actingAs(world.ctx, { kind: 'erp', id: 'e1', name: 'ERP' }, '192.0.2.9')
    const open = await push('W5', 1, { receiver })
    const ofErp = await changeWarehouse(erp, { ids: [open.id], to: east, reason: '近' })
    expect(ofErp).toMatchObject([{ verdict: 'forbidden' }])
  })

  it('that no rule found is found once a rule is added and asked, each order for itself', async () => {
    await ctx.sql`UPDATE assignment_rules SET enabled = false WHERE name = '其余走华东'`
    forgetRules(ctx)
    const ids = [(await push('N1', 1, {})).id, (await push('N2', 1, {})).id]
    const { id: elsewhere } = await push('N3', 1, { receiver })
    expect(await without()).toEqual([...ids].sort())
    const none = { verdict: 'unmatched', reason: 'no_rule' }
    expect(await changeWarehouse(ctx, { ids, to: 'rules', reason: '' })).toMatchObject([none, none])
    const reserve = await aWarehouse('BY', '后备仓')
    await saveRule(ctx, { name: '其余走后备', provinces: [], warehouseId: reserve, ...any })
    const results = await changeWarehouse(ctx, { ids: [...ids, elsewhere, 'DB2026NOSUCHXX'], to: 'rules', reason: '' })
    expect(Object.fromEntries(results.map((one) => [one.orderId, `${one.verdict} ${one.reason}`]))).toEqual({
      [ids[0] ?? '']: 'applied null',
      [ids[1] ?? '']: 'applied null',
      [elsewhere]: 'duplicate nothing_new',
      DB2026NOSUCHXX: 'unmatched order_unknown',
    })
    expect(await without()).toEqual([])
    expect((await readOrder(ctx, { id: ids[0] ?? '' })).warehouse).toEqual({
      ...{ id: reserve, reason: '其余走后备', byName: '李娜' },
    })
  })

  const without = async () =>
    (await listOrders(ctx, { filter: { warehouseId: ['none'], shown: ['to_ship'] }, limit: 50 })).rows
      .map((row) => row.id)
      .sort()
})

it('tells on the timeline why a person held an order or took it back', async () => {
  const world = await openTestContext()
  try {
    const ctx = actingAs(world.ctx, { kind: 'person', id: 'p1', name: '李娜' }, '192.0.2.1')
    const shop = await openTestShop(world.ctx)
    await shop.push('m1', aSnapshot({ orderNumber: 'B1', version: 1 }))
    await applyPending(world.ctx, shop.apps)
    const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders`
    const id = row?.id ?? ''
    await holdOrders(ctx, { orders: { ids: [id] }, reason: 'risk', note: '电话打不通', until: null })
    await shop.push('m2', aSnapshot({ orderNumber: 'B1', version: 2, nativeStatus: 'shipped', shippedAt: new Date() }))
    await applyPending(world.ctx, shop.apps)
    world.clock.forward(25 * 3_600_000)
    await moveBack(ctx, { id, to: 'to_ship', reason: '快递退回仓库' })
    const { entries } = await readTimeline(ctx, { id, limit: 50 })
    expect(entries.flatMap(({ note }) => note ?? [])).toEqual(['快递退回仓库', '电话打不通'])
  } finally {
    await world.close()
  }
})
