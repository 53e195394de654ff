import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { openWooShop, type WooShop } from '../testing/woo-shop.ts'
import { applyPending } from './apply.ts'
import { fetchLater, findShop } from './catch-up.ts'

describe('a platform that answers long after its event was taken up', () => {
  let world: TestContext
  let shop: TestShop
  let woo: WooShop
  let whileFetched: (orderNumber: string) => Promise<unknown>
  let isWell = true
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
    woo = await openWooShop(world.ctx, async (orderNumber) => {
      await whileFetched(orderNumber)
      return isWell
    })
    shop.apps.forget()
  })
  afterAll(async () => {
    woo.close()
    await world.close()
  })

  const fetchWhile = async (happens: () => Promise<unknown>) => {
    whileFetched = happens
    const at = await findShop(shop.apps, woo.shopId)
    if (!at) throw new Error('no shop')
    await fetchLater(world.ctx, at, '77')
    expect(await applyPending(world.ctx, shop.apps)).toBe(1)
  }
  const latest = async () => {
    const [row] = await world.ctx.sql`
      SELECT state, verdict, tries FROM channel_events ORDER BY received_at DESC LIMIT 1`
    return row
  }
  const settle = () =>
    world.ctx.sql`UPDATE channel_events SET state = 'done', verdict = 'applied' WHERE state = 'pending'`

  it('does not judge once more what another process has settled meanwhile', async () => {
    await fetchWhile(settle)
    expect(await latest()).toEqual({ state: 'done', verdict: 'applied', tries: 0 })
    expect(await world.ctx.sql`SELECT FROM attempts`).toHaveLength(0)
  })

  it('does not call failed what another process has settled meanwhile', async () => {
    isWell = false
    world.clock.forward(1000)
    await fetchWhile(settle)
    expect(await latest()).toEqual({ state: 'done', verdict: 'applied', tries: 0 })
  })

  it('keeps nobody waiting whose order was answered', async () => {
    isWell = true
    const isThere = async () =>
      expect(await world.ctx.sql`SELECT FROM orders WHERE native_number = '79'`).toHaveLength(1)
    whileFetched = async (orderNumber) => {
      if (orderNumber === '78') await vi.waitFor(isThere, 8000)
    }
    const at = await findShop(shop.apps, woo.shopId)
    if (!at) throw new Error('no shop')
    for (const number of ['78', '79']) await fetchLater(world.ctx, at, number)
    expect(await applyPending(world.ctx, shop.apps)).toBe(2)
    expect(await world.ctx.sql`SELECT FROM orders WHERE native_number IN ('78', '79')`).toHaveLength(2)
  })

  it('has its order moved by whoever still holds the claim, with the platform as the source', async () => {
    isWell = true
    world.clock.forward(1000)
    await fetchWhile(async () => {})
    expect(await latest()).toEqual({ state: 'done', verdict: 'applied', tries: 1 })
    const told = await world.ctx.sql`
      SELECT a.verdict, a.address FROM attempts a JOIN orders o ON o.id = a.order_id WHERE o.native_number = '77'`
    expect(told).toEqual([{ verdict: 'applied', address: '127.0.0.1' }])
  })
})
