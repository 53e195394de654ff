import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { Keeper, KeeperFull } from './keeper.ts'

describe('many large messages at once', () => {
  let world: TestContext
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
  })
  afterAll(() => world.close())

  it('are kept whole in small statements, or told to come again', async () => {
    const keeper = new Keeper(world.ctx)
    const app = { id: shop.appId, name: 'x', actorKind: 'channel' as const }
    const body = Buffer.alloc(990_000, 'x')
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => {
        const message = { key: `big-${index}`, topic: 't', orderNumber: null, shopNumber: null, body }
        return keeper.keep([{ app, address: null, message }])
      }),
    )
    const turnedAway = outcomes.filter((one) => one.status === 'rejected')
    expect(turnedAway.length).toBeGreaterThan(0)
    for (const one of turnedAway) expect(one.reason).toBeInstanceOf(KeeperFull)
    const [kept] = await world.ctx.sql`
      SELECT count(*)::int AS count, min(length(body)) AS shortest, count(DISTINCT xmin::text)::int AS statements FROM raw_events`
    expect(kept).toMatchObject({ count: 40 - turnedAway.length, shortest: body.length })
    expect(kept?.count).toBeLessThanOrEqual(2 * kept?.statements)
  })
})
