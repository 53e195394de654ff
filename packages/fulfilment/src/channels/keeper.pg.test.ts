import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { Keeper, KeeperFull } from './keeper.ts'

describe('messages that arrive at once', () => {
  let world: TestContext
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
  })
  afterAll(() => world.close())

  function keepAll(count: number, body: Buffer): Promise<PromiseSettledResult<void>[]> {
    const keeper = new Keeper(world.ctx)
    const app = { id: shop.appId, name: 'x', actorKind: 'channel' as const }
    return Promise.allSettled(
      Array.from({ length: count }, (_, index) => {
        const key = `${body.length}-${index}`
        return keeper.keep([
          { app, address: null, message: { key, topic: 't', orderNumber: null, shopNumber: null, body } },
        ])
      }),
    )
  }

  it('are kept in halves, so that one is answered while the other commits', async () => {
    await keepAll(10, Buffer.from('small'))
    const statements = await world.ctx.sql`
      SELECT count(*)::int AS count FROM raw_events WHERE length(body) = 5 GROUP BY xmin::text`
    expect(statements).toEqual([{ count: 5 }, { count: 5 }])
  })

  it('are kept whole in small statements if they are large, or told to come again', async () => {
    const body = Buffer.alloc(990_000, 'x')
    const outcomes = await keepAll(40, body)
    const turnedAway = outcomes.filter((one) => one.status === 'rejected')
    expect(turnedAway.length).toBeGreaterThan(0)
    for (const one of turnedAway) expect(one.reason).toBeInstanceOf(KeeperFull)
    const [kept] = await world.ctx.sql`
      SELECT count(*)::int AS count, min(length(body)) AS shortest, count(DISTINCT xmin::text)::int AS statements
      FROM raw_events WHERE length(body) = ${body.length}`
    expect(kept).toMatchObject({ count: 40 - turnedAway.length, shortest: body.length })
    expect(kept?.count).toBeLessThanOrEqual(2 * kept?.statements)
  })
})
