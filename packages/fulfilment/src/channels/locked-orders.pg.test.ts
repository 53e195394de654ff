import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { ApplyLoop } from './apply-loop.ts'

describe('an order that somebody keeps locked', () => {
  let world: TestContext
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
  })
  afterAll(() => world.close())

  const tell = (orderNumber: string, version: number) =>
    shop.push(`${orderNumber}.${version}`, aSnapshot({ orderNumber, version, buyerMemo: `memo ${version}` }))
  const memos = async () => {
    const rows = await world.ctx.sql<{ memo: string }[]>`SELECT buyer_memo AS memo FROM orders ORDER BY native_number`
    return rows.map((row) => row.memo)
  }

  it('keeps no other of its batch waiting, nor those that come after, and moves once it is free', async () => {
    const loop = new ApplyLoop(world.ctx, shop.apps, () => {})
    for (const order of ['A', 'B', 'C']) await tell(order, 1)
    await loop.step()
    expect(await memos()).toEqual(['memo 1', 'memo 1', 'memo 1'])
    await world.ctx.sql.begin(async (holder) => {
      await holder`SET LOCAL idle_in_transaction_session_timeout = 0`
      await holder`SELECT FROM orders WHERE native_number = 'B' FOR UPDATE`
      for (const order of ['A', 'B', 'C']) await tell(order, 2)
      expect(await loop.step()).toBe(2)
      expect(await memos()).toEqual(['memo 2', 'memo 1', 'memo 2'])
      for (const order of ['B', 'C']) await tell(order, 3)
      expect(await loop.step()).toBe(1)
      expect(await memos()).toEqual(['memo 2', 'memo 1', 'memo 3'])
    })
    await vi.waitFor(async () => {
      await loop.step()
      expect(await memos()).toEqual(['memo 2', 'memo 3', 'memo 3'])
    }, 60_000)
  })
})
