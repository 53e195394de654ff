import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { openWooShop, type WooShop } from '../testing/woo-shop.ts'
import { applyPending } from './apply.ts'
import { fetchLater, findShop } from './catch-up.ts'
import { syncOrder } from './sync-order.ts'

describe('a platform that answers long after its event was taken up', () => {
  let world: TestContext
  let shop: TestShop
  let woo: WooShop
  let whileFetched: (orderNumber: string) => Promise<unknown>
  let isWell = true
  let memo: string | null = null
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
    woo = await openWooShop(world.ctx, async (orderNumber) => {
      const had = { buyerMemo: memo }
      await whileFetched(orderNumber)
      return isWell ? had : null
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

  describe('whose order changes while it is asked for, within the second that its version counts in', () => {
    const standing = async () => {
      const [row] = await world.ctx.sql<{ id: string; memo: string | null }[]>`
        SELECT id, buyer_memo AS memo FROM orders WHERE native_number = '77'`
      if (!row) throw new Error('no order')
      return row
    }
    /** The next answer is on its way when the buyer adds a memo, of which another process hears first. */
    const overtake = (added: string, other: () => Promise<unknown>) => {
      let isFirst = true
      return async () => {
        if (!isFirst) return
        isFirst = false
        memo = added
        await other()
      }
    }

    it('asks once more instead of believing the older answer', async () => {
      isWell = true
      world.clock.forward(1000)
      const { id } = await standing()
      await fetchWhile(overtake('放门口', () => syncOrder(world.ctx, { id })))
      expect(await latest()).toMatchObject({ state: 'failed', verdict: null })
      expect(await standing()).toMatchObject({ memo: '放门口' })
      expect(await applyPending(world.ctx, shop.apps)).toBe(1)
      expect(await latest()).toMatchObject({ state: 'done', verdict: 'duplicate' })
      expect(await standing()).toMatchObject({ memo: '放门口' })
    })

    it('asks once more where a person asked, too', async () => {
      world.clock.forward(1000)
      const { id } = await standing()
      const at = await findShop(shop.apps, woo.shopId)
      if (!at) throw new Error('no shop')
      whileFetched = overtake('放驿站', async () => {
        await fetchLater(world.ctx, at, '77')
        await applyPending(world.ctx, shop.apps)
      })
      expect(await syncOrder(world.ctx, { id })).toEqual({ verdict: 'duplicate' })
      expect(await standing()).toMatchObject({ memo: '放驿站' })
    })
  })
})
