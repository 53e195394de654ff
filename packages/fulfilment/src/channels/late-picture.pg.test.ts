import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { applyPending } from './index.ts'

let world: TestContext
let shop: TestShop
beforeAll(async () => {
  world = await openTestContext()
  shop = await openTestShop(world.ctx)
})
afterAll(() => world.close())

/** The nth picture of an order, which the channel froze in the second alone. */
const picture = (orderNumber: string, nth: number) =>
  shop.push(
    `${orderNumber}-${nth}`,
    aSnapshot({ orderNumber, version: nth * 1000, nativeStatus: nth === 2 ? 'paid_held' : 'to_ship' }),
  )
const apply = () => applyPending(world.ctx, shop.apps)

async function holdsOf(number: string): Promise<readonly string[]> {
  const [row] = await world.ctx.sql<{ holdReasons: string[] }[]>`
    SELECT hold_reasons FROM orders WHERE native_number = ${number}`
  return row?.holdReasons ?? ['no order']
}

it('a freeze that was over before anybody heard of it holds nothing, however late its news comes', async () => {
  await picture('L1', 1)
  await apply()
  await picture('L1', 3)
  await apply()
  await picture('L1', 2)
  await apply()
  expect(await holdsOf('L1')).toEqual([])
})

it('nor where its news comes together with that of its end', async () => {
  await picture('L2', 1)
  await apply()
  await picture('L2', 3)
  await picture('L2', 2)
  await apply()
  expect(await holdsOf('L2')).toEqual([])
})

it('and what is newer than both holds it', async () => {
  await shop.push('L2-4', aSnapshot({ orderNumber: 'L2', version: 4000, nativeStatus: 'paid_held' }))
  await apply()
  expect(await holdsOf('L2')).toEqual(['platform_freeze'])
})
