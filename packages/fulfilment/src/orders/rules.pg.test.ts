import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { openTestShop } from '../testing/own-shop.ts'
import { placeFeed } from '../testing/place-feed.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'

describe('the database itself', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
    const shop = await openTestShop(world.ctx)
    await shop.push('m1', aSnapshot({ orderNumber: 'A1' }))
    await applyPending(world.ctx, shop.apps)
  })
  afterAll(() => world.close())

  it('fails an UPDATE of an order without its event at COMMIT', async () => {
    const { sql } = world.ctx
    await expect(sql`UPDATE orders SET state = 'done', seq = seq + 1`).rejects.toMatchObject({
      code: '23503',
      constraint_name: 'orders_carry_their_event',
    })
  })

  it('refuses a changed order whose seq does not rise', async () => {
    await expect(world.ctx.sql`UPDATE orders SET state = 'done'`).rejects.toMatchObject({ code: '23000' })
  })

  it('denies the application UPDATE and DELETE on events, attempts and what was received, and DELETE on orders', async () => {
    const { sql } = world.ctx
    await expect(sql`UPDATE order_events SET cause = 'x'`).rejects.toMatchObject({ code: '42501' })
    await expect(sql`DELETE FROM order_events`).rejects.toMatchObject({ code: '42501' })
    await expect(sql`UPDATE attempts SET verdict = 'applied'`).rejects.toMatchObject({ code: '42501' })
    await expect(sql`DELETE FROM attempts`).rejects.toMatchObject({ code: '42501' })
    await expect(sql`UPDATE raw_events SET body = ''`).rejects.toMatchObject({ code: '42501' })
    await expect(sql`DELETE FROM raw_events`).rejects.toMatchObject({ code: '42501' })
    const [part] = await sql<{ name: string }[]>`SELECT tableoid::regclass::text AS name FROM raw_events`
    await expect(sql`DELETE FROM ${sql(part?.name ?? '')}`).rejects.toMatchObject({ code: '42501' })
    await expect(sql`DELETE FROM orders`).rejects.toMatchObject({ code: '42501' })
    await expect(sql`DELETE FROM order_feed`).rejects.toMatchObject({ code: '42501' })
  })

  it('refuses the owner too: events are append-only', async () => {
    const owner = postgres(world.ownerUrl, { max: 1 })
    await expect(owner`DELETE FROM order_events`).rejects.toThrow('append-only')
    await owner.end()
  })

  it('gives committed events positions without gaps, in order', async () => {
    expect(await placeFeed(world.ctx)).toBe(1)
    const rows = await world.ctx.sql`SELECT position, seq FROM order_feed`
    expect(rows).toMatchObject([{ position: 1, seq: 1 }])
  })
})
