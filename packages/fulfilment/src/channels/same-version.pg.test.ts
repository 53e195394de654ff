import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { openWooShop, type WooShop } from '../testing/woo-shop.ts'
import { AppCache } from './app-cache.ts'
import { applyPending } from './apply.ts'

let world: TestContext
let woo: WooShop
let apps: AppCache
let asked: string[] = []
/** What the shop has by now; all of it changed within one second. */
let truth = '放门口'
beforeAll(async () => {
  world = await openTestContext()
  woo = await openWooShop(world.ctx, async (orderNumber) => {
    asked.push(orderNumber)
    return { buyerMemo: truth }
  })
  apps = new AppCache(world.ctx)
})
afterAll(async () => {
  woo.close()
  await world.close()
})

async function memoAfter(...memos: readonly string[]): Promise<string | null> {
  for (const buyerMemo of memos) await woo.push(`${asked.length}-${buyerMemo}`, '77', { buyerMemo })
  asked = []
  while ((await applyPending(world.ctx, apps)) > 0);
  const [row] = await world.ctx.sql<{ memo: string | null }[]>`SELECT buyer_memo AS memo FROM orders`
  return row?.memo ?? null
}

it('the first picture of an order is believed', async () => {
  expect(await memoAfter('放门口')).toBe('放门口')
  expect(asked).toEqual([])
})

it('of two pictures of one second the platform says which holds, in whatever order they come', async () => {
  expect(await memoAfter('按门铃')).toBe('放门口')
  expect(asked).toEqual(['77'])
  truth = '放驿站'
  expect(await memoAfter('放驿站')).toBe('放驿站')
  expect(asked).toEqual(['77'])
})

it('the same picture once more asks nobody', async () => {
  expect(await memoAfter('放驿站', '放驿站')).toBe('放驿站')
  expect(asked).toEqual([])
})

it('however many come together, it is asked once', async () => {
  expect(await memoAfter('一', '二', '三')).toBe('放驿站')
  expect(asked).toEqual(['77'])
})
