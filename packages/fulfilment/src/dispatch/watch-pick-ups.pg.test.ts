import { alertHref, alertText } from '@baton/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listAlerts } from '../alerts/index.ts'
import { saveApp, saveProduct } from '../catalogue/index.ts'
import { listOrders } from '../orders/index.ts'
import { type FloorWorld, openFloorWorld } from '../scans/floor-world.fixture.ts'
import { OWN_SHOP_SECRET } from '../testing/own-shop.ts'
import { watchPickUps } from './index.ts'

const HOUR = 3_600_000

let floor: FloorWorld
beforeEach(async () => {
  floor = await openFloorWorld()
})
afterEach(() => floor.close())

const waybillOf = (number: number) => `YT73${String(number).padStart(8, '0')}`

/** An order whose only parcel leaves now, and is seen by its carrier or not. */
async function sent(number: number, { seen = false, carrier = 'YTO' } = {}): Promise<string> {
  const now = floor.ctx.now()
  const parcels = [{ carrier, waybill: waybillOf(number), lineNumbers: [] }]
  const id = await floor.order(`O${number}`, { createdAt: now, shippedAt: now, parcels, state: 'shipped' })
  if (seen) await isSeen(id, number)
  return id
}

async function isSeen(id: string, number: number): Promise<void> {
  const trace = { kind: 'trace', trace: 'picked_up', nativeStatus: 'GOT', text: '已揽收' } as const
  await floor.claim(id, { ...trace, waybill: waybillOf(number) })
}

/** The shop of the floor's orders, as the catalogue knows it. */
async function knowShop(): Promise<void> {
  const { ctx } = floor
  const told = { platform: 'own-shop', name: '商城', fields: { secret: OWN_SHOP_SECRET }, endpoints: {} } as const
  const { id } = await saveApp(ctx, told)
  await ctx.sql`
    INSERT INTO shops (id, app_id, platform, name, native_number, fields, created_at, updated_at)
    SELECT DISTINCT shop_id, ${id}::uuid, 'own-shop', '商城', 'S1', ''::bytea, now(), now() FROM orders`
}

async function open() {
  await watchPickUps(floor.ctx)
  const { rows } = await listAlerts(floor.ctx, { which: 'open', limit: 50 })
  return rows.filter((one) => one.kind === 'parcels_unseen')
}
const said = async () => (await open()).map((alert) => alertText(alert).zh)

describe('a parcel that left', () => {
  it('is told of once its carrier should have seen it, by its carrier, and no more once it has', async () => {
    const [, second] = [await sent(1, { seen: true }), await sent(2)]
    await sent(3, { carrier: 'SF', seen: true })
    await knowShop()
    floor.clock.forward(24 * HOUR - 1)
    expect(await said()).toEqual([])
    floor.clock.forward(1)
    expect(await said()).toEqual(['圆通速递 YT7300000002 交出 24 小时仍未揽收'])
    await isSeen(second, 2)
    expect(await said()).toEqual([])
  })

  it('is one alert with all others of its carrier, which leads to them', async () => {
    for (let at = 1; at <= 3; at += 1) await sent(at, { seen: true })
    const late = [await sent(4), await sent(5)]
    await knowShop()
    floor.clock.forward(24 * HOUR)
    const [alert] = await open()
    expect(alert && alertText(alert).zh).toBe('圆通速递 有 2 个包裹交出 24 小时仍未揽收')
    const q = new URL(alertHref(alert as NonNullable<typeof alert>), 'http://baton').searchParams.get('q') ?? ''
    const { rows } = await listOrders(floor.ctx, { filter: { q }, limit: 50 })
    expect(rows.map((row) => row.id).sort()).toEqual(late.toSorted())
  })

  it('is told of anew with those that came later, once a day', async () => {
    for (let at = 1; at <= 4; at += 1) await sent(at, { seen: at <= 3 })
    await knowShop()
    floor.clock.forward(HOUR)
    await sent(5)
    floor.clock.forward(23 * HOUR)
    const [first] = await open()
    floor.clock.forward(HOUR)
    expect(await open()).toMatchObject([{ id: first?.id, count: 2 }])
    floor.clock.forward(23 * HOUR)
    const [second] = await open()
    expect(second).toMatchObject({ count: 2 })
    expect(second?.id).not.toBe(first?.id)
  })

  it('is not missed at a shop that never tells of this carrier, nor where a product of it is exempt', async () => {
    await sent(1, { seen: true })
    await sent(2, { carrier: 'SF' })
    await sent(3)
    await knowShop()
    floor.clock.forward(24 * HOUR)
    expect(await said()).toEqual(['圆通速递 YT7300000003 交出 24 小时仍未揽收'])
    const item = { sku: 'SKU-1', name: '童装外套', category: '服饰', barcode: '6901234567892', hasSerial: false }
    await saveProduct(floor.ctx, { ...item, exempt: true })
    expect(await said()).toEqual([])
  })
})
