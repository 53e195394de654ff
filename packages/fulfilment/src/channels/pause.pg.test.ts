import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pauseApp } from '../catalogue/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { openWooShop } from '../testing/woo-shop.ts'
import { applyPending } from './apply.ts'
import { fetchLater, findShop } from './catch-up.ts'
import { listChannels } from './list-channels.ts'
import { syncOrder } from './sync-order.ts'

const SHIPPED_AT = 1_780_000_100_000

describe('a paused channel', () => {
  let world: TestContext
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
  })
  afterAll(() => world.close())

  const orderOf = async (number: string) => {
    const [row] = await world.ctx.sql<{ id: string; state: string; seq: number }[]>`
      SELECT id, state, seq FROM orders WHERE native_number = ${number}`
    return row
  }
  const attempts = async () => (await world.ctx.sql<{ n: number }[]>`SELECT count(*)::int AS n FROM attempts`)[0]?.n
  async function pause(id: string, paused: boolean): Promise<void> {
    await pauseApp(world.ctx, { id, paused })
    shop.apps.forget()
  }

  it('is verified, kept and acknowledged; nothing takes effect until it is resumed, then all of it once, in its place', async () => {
    await shop.push('p0', aSnapshot({ orderNumber: 'P1', version: SHIPPED_AT - 2 }))
    await applyPending(world.ctx, shop.apps)
    await pause(shop.appId, true)
    const before = await attempts()
    const shippedAt = new Date(SHIPPED_AT)
    const shipped = aSnapshot({ orderNumber: 'P1', version: SHIPPED_AT, nativeStatus: 'shipped', shippedAt })
    expect(await shop.push('p2', shipped)).toBe(200)
    expect(await shop.push('p1', aSnapshot({ orderNumber: 'P1', version: SHIPPED_AT - 1, sellerMemo: '急' }))).toBe(200)
    expect(await shop.push('p3', aSnapshot({ orderNumber: 'P2' }))).toBe(200)
    expect(await applyPending(world.ctx, shop.apps)).toBe(0)
    expect([await orderOf('P1'), await orderOf('P2'), await attempts()]).toEqual([
      expect.objectContaining({ state: 'to_ship', seq: 1 }),
      undefined,
      before,
    ])
    expect((await listChannels(world.ctx))[0]).toMatchObject({ kept: 3, pausedAt: expect.any(String) })
    await pause(shop.appId, false)
    expect(await applyPending(world.ctx, shop.apps)).toBe(3)
    expect(await applyPending(world.ctx, shop.apps)).toBe(0)
    expect([await orderOf('P1'), await orderOf('P2')]).toMatchObject([
      { state: 'shipped' },
      { state: 'to_ship', seq: 1 },
    ])
    expect((await listChannels(world.ctx))[0]).toMatchObject({ kept: 0, pausedAt: null })
  })

  it('leaves what was being fetched when the pause came, and fetches it again afterwards', async () => {
    let isPausing = true
    const woo = await openWooShop(world.ctx, async () => {
      if (isPausing) await pause(woo.appId, true)
      return {}
    })
    shop.apps.forget()
    const at = await findShop(shop.apps, woo.shopId)
    if (!at) throw new Error('no shop')
    await fetchLater(world.ctx, at, '77')
    expect(await applyPending(world.ctx, shop.apps)).toBe(1)
    expect(await orderOf('77')).toBeUndefined()
    expect(await applyPending(world.ctx, shop.apps)).toBe(0)
    isPausing = false
    await pause(woo.appId, false)
    expect(await applyPending(world.ctx, shop.apps)).toBe(1)
    const made = await orderOf('77')
    expect(made).toMatchObject({ state: 'to_ship', seq: 1 })
    await pause(woo.appId, true)
    await expect(syncOrder(world.ctx, { id: made?.id ?? '' })).rejects.toMatchObject({ code: 'INTEGRATION_PAUSED' })
    const own = await world.ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = 'P1'`
    await expect(syncOrder(world.ctx, { id: own[0]?.id ?? '' })).rejects.toMatchObject({ code: 'CHANNEL_NEVER_ASKED' })
    woo.close()
  })
})
