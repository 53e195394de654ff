import { randomUUID } from 'node:crypto'
import type { OrderFilter } from '@baton/contract'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsRead } from '../testing/rows-read.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { linkOrders, listOrders } from './index.ts'

interface Planted {
  readonly id: string
  readonly platform: 'own-shop' | 'douyin' | 'taobao'
  readonly shopId: string
  readonly shown: 'to_ship' | 'in_transit' | 'done' | 'exception'
  readonly hold: 'risk' | 'awaiting_review' | null
  readonly flag: 'red' | 'other' | null
  readonly warehouseId: string
  readonly orderedAt: Date
}

const [SHOP_A, SHOP_B, SHOP_C, SHOP_D] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const SHOPS = [
  { id: SHOP_A, platform: 'own-shop', name: 'A' },
  { id: SHOP_B, platform: 'douyin', name: 'B' },
  { id: SHOP_C, platform: 'douyin', name: 'C' },
  /** Sells nothing. */
  { id: SHOP_D, platform: 'taobao', name: 'D' },
] as const
const [NORTH, SOUTH] = [randomUUID(), randomUUID()]
const FIRST_AT = Date.parse('2026-03-01T00:00:00Z')
const HOUR = 3_600_000

/** Three orders share each hour. */
const ORDERS: readonly Planted[] = Array.from({ length: 90 }, (_, n) => {
  const shop = SHOPS[n % 10 === 0 ? 0 : (n % 2) + 1] ?? SHOPS[0]
  return {
    id: `DB2026${String(n).padStart(8, '0')}`,
    platform: shop.platform,
    shopId: shop.id,
    shown: (['to_ship', 'in_transit', 'in_transit', 'done'] as const)[n % 4] ?? 'done',
    hold: n % 9 === 0 ? 'risk' : n % 11 === 0 ? 'awaiting_review' : null,
    flag: n % 8 === 0 ? 'red' : n % 13 === 0 ? 'other' : null,
    warehouseId: n % 3 === 0 ? NORTH : SOUTH,
    orderedAt: new Date(FIRST_AT + Math.floor(n / 3) * HOUR),
  }
})

/** What the list must show, in its order. */
function expected(wanted: (order: Planted) => boolean): readonly string[] {
  const newestFirst = (a: Planted, b: Planted) =>
    b.orderedAt.getTime() - a.orderedAt.getTime() || (a.id < b.id ? 1 : -1)
  return ORDERS.filter(wanted)
    .sort(newestFirst)
    .map(({ id }) => id)
}

describe('the list of orders', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
    await plant(world.ownerUrl)
  })
  afterAll(() => world.close())

  /** All pages, one after the other. */
  async function walk(filter: OrderFilter, limit: number): Promise<readonly string[]> {
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = await listOrders(world.ctx, { filter, limit, cursor })
      expect(page.rows.length).toBeLessThanOrEqual(limit)
      ids.push(...page.rows.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    return ids
  }

  const isIn = <T>(values: readonly T[], value: T) => values.includes(value)
  const [from, to] = [new Date(FIRST_AT + 5 * HOUR), new Date(FIRST_AT + 20 * HOUR)]
  it.each<[string, OrderFilter, (order: Planted) => boolean]>([
    ['all', {}, () => true],
    ['one status', { shown: ['to_ship'] }, ({ shown }) => shown === 'to_ship'],
    ['several', { shown: ['to_ship', 'done', 'exception'] }, ({ shown }) => isIn(['to_ship', 'done'], shown)],
    ['a status of none', { shown: ['exception'] }, () => false],
    ['held', { hold: ['risk'] }, ({ hold }) => hold === 'risk'],
    ['held for several reasons', { hold: ['risk', 'awaiting_review'] }, ({ hold }) => hold !== null],
    ['flagged', { flag: ['red'] }, ({ flag }) => flag === 'red'],
    ['several flags', { flag: ['other', 'red', 'blue'] }, ({ flag }) => flag !== null],
    ['a flag of none', { flag: ['blue'] }, () => false],
    [
      'a flag on a platform',
      { flag: ['red'], platform: ['douyin'] },
      ({ flag, platform }) => flag === 'red' && platform === 'douyin',
    ],
    ['a warehouse', { warehouseId: [NORTH] }, ({ warehouseId }) => warehouseId === NORTH],
    ['both warehouses', { warehouseId: [NORTH, SOUTH] }, () => true],
    ['a shop', { shopId: [SHOP_B] }, ({ shopId }) => shopId === SHOP_B],
    ['two shops', { shopId: [SHOP_A, SHOP_B] }, ({ shopId }) => shopId !== SHOP_C],
    ['a platform of several shops', { platform: ['douyin'] }, ({ platform }) => platform === 'douyin'],
    ['two platforms', { platform: ['douyin', 'own-shop'] }, () => true],
    ['a platform without an order', { platform: ['taobao'] }, () => false],
    ['a shop of a platform', { platform: ['douyin'], shopId: [SHOP_C, SHOP_A] }, ({ shopId }) => shopId === SHOP_C],
    ['a time', { from: from.toISOString(), to: to.toISOString() }, ({ orderedAt: at }) => at >= from && at < to],
    [
      'a platform, a status, a warehouse and a time',
      { platform: ['douyin'], shown: ['in_transit'], warehouseId: [SOUTH], from: from.toISOString() },
      ({ platform, shown, warehouseId, orderedAt: at }) =>
        platform === 'douyin' && shown === 'in_transit' && warehouseId === SOUTH && at >= from,
    ],
    ['an id', { q: ORDERS[7]?.id.toLowerCase() }, ({ id }) => id === ORDERS[7]?.id],
    ['a number on a platform', { q: 'N7', platform: ['douyin'] }, ({ id }) => id === ORDERS[7]?.id],
    ['a number of another platform', { q: 'N7', platform: ['own-shop'] }, () => false],
  ])('by %s: each once, newest first, over all pages', async (_name, filter, wanted) => {
    const ids = expected(wanted)
    expect(await walk(filter, 7)).toEqual(ids)
    expect(await walk(filter, 100)).toEqual(ids)
  })

  it('names shop and warehouse', async () => {
    const page = await listOrders(world.ctx, { filter: { shopId: [SHOP_C] }, limit: 1 })
    expect(page.rows).toMatchObject([{ shopName: 'C', warehouseName: expect.stringMatching(/North|South/) }])
  })

  it('finds an order by the number that an ERP has for it, and looks at nothing else for that', async () => {
    const { ctx } = world
    const [one, other] = [ORDERS[4], ORDERS[50]].map((order) => order?.id ?? '')
    const channels = ORDERS.map(({ id, shopId }) => ({ orderId: id, appId: shopId, nativeNumber: 'SO-1' }))
    await ctx.sql`
      INSERT INTO order_links (order_id, app_id, native_number)
      SELECT * FROM jsonb_to_recordset(${ctx.sql.json(channels)}) AS l("orderId" text, "appId" uuid, "nativeNumber" text)`
    const by = { systemId: randomUUID(), now: ctx.now() }
    const told = (orderId = '', ownNumber: string | null = null) => ({ orderId, ownNumber, status: 'packing' as const })
    await ctx.sql.begin((tx) => linkOrders(tx, by, [told(one, 'SO-1'), told(other, 'SO-2'), told(ORDERS[7]?.id)]))
    const found = async (q: string) => (await listOrders(ctx, { filter: { q }, limit: 9 })).rows.map((row) => row.id)
    expect(await found('SO-1')).toEqual([one])
    expect(await found('SO-2')).toEqual([other])
    expect(await found('SO-3')).toEqual([])
    await ctx.sql.begin((tx) => linkOrders(tx, by, [told(one, 'SO-1-A')]))
    expect([await found('SO-1'), await found('SO-1-A')]).toEqual([[], [one]])
    expect(await rowsRead(ctx, 'order_links', (again) => listOrders(again, { filter: { q: 'SO-2' }, limit: 9 }))).toBe(
      1,
    )
  })

  it('refuses a cursor that is none of ours', async () => {
    const refused = listOrders(world.ctx, { filter: {}, limit: 1, cursor: 'x_y' })
    await expect(refused).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })
})

/** As the owner, without the orders' events. */
async function plant(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1 })
  await sql`ALTER TABLE orders DROP CONSTRAINT orders_carry_their_event`
  for (const { id, platform, name } of SHOPS) {
    const app = randomUUID()
    await sql`
      INSERT INTO channel_apps (id, platform, name, push_key, fields, endpoints, created_at, updated_at)
      VALUES (${app}, ${platform}, ${name}, ${name}, '', '{}', now(), now())`
    await sql`
      INSERT INTO shops (id, app_id, platform, name, native_number, fields, created_at, updated_at)
      VALUES (${id}, ${app}, ${platform}, ${name}, ${name}, '', now(), now())`
  }
  for (const [id, name] of [
    [NORTH, 'North'],
    [SOUTH, 'South'],
  ] as const)
    await sql`
      INSERT INTO warehouses (id, code, name, province, city, address, time_zone, created_at, updated_at)
      VALUES (${id}, ${name}, ${name}, 'P', 'C', '1', 'Asia/Shanghai', now(), now())`
  const rows = ORDERS.map(({ hold, ...order }, n) => ({
    ...order,
    n,
    holds: hold ? [hold] : [],
    orderedAt: order.orderedAt.toISOString(),
  }))
  await sql`
    INSERT INTO orders (id, seq, platform, shop_id, native_number, state, shown, signed, refunded, holds, hold_reasons, seller_flag,
      native_status, source_version, amount_fen, currency, warehouse_id, receiver_version, lines_hash, line_summary,
      item_count, ordered_at, recorded_at, updated_at, chain)
    SELECT o.id, 1, o.platform, o."shopId", 'N' || o.n, 'to_ship', o.shown, false, false, '[]', o.holds, o.flag, 'x', 1, 100,
      'CNY', o."warehouseId", 0, 'x', 'x', 1, o."orderedAt", now(), now(), ''
    FROM jsonb_to_recordset(${sql.json(rows)}) AS o(id text, n int, platform text, "shopId" uuid, shown text,
      holds text[], flag text, "warehouseId" uuid, "orderedAt" timestamptz)`
  await sql.end()
}
