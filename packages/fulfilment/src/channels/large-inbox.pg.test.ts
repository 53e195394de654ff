import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveApp } from '../catalogue/index.ts'
import { OWN_SHOP_SECRET, openTestShop, type TestShop } from '../testing/own-shop.ts'
import { rowsRead } from '../testing/rows-read.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { applyPending } from './apply.ts'
import { listChannels } from './list-channels.ts'
import { listEvents } from './list-events.ts'
import { reapplyEvents } from './reapply.ts'
import { BATCH, takeUp } from './take-up.ts'

const KEPT = 20_000
const FEW = 1000

describe('a large inbox', () => {
  let world: TestContext
  let shop: TestShop
  let quiet: string
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
    const app = {
      platform: 'own-shop',
      name: '旧渠道',
      fields: { secret: OWN_SHOP_SECRET },
      endpoints: {},
    } as const
    quiet = (await saveApp(world.ctx, app)).id
    const owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
    const keep = (appId: string, told: { count: number; state: string; number: string; daysAgo: number }) => owner`
      INSERT INTO channel_events (app_id, key, id, received_at, topic, order_number, state, verdict, order_id)
      SELECT ${appId}, ${randomUUID()} || n, nextval('channel_event_ids'),
        now() - ${told.daysAgo} * interval '1 day' + n * interval '1 second', 'order.updated', ${told.number} || n, ${told.state},
        CASE WHEN ${told.state} = 'done' THEN 'applied' END, CASE WHEN ${told.state} = 'done' THEN 'DB2026AAAAAAAA' END
      FROM generate_series(1, ${told.count}::int) n`
    await keep(quiet, { count: 4, state: 'done', number: 'quiet-', daysAgo: 99 })
    await keep(shop.appId, { count: 3, state: 'unparsed', number: 'odd-', daysAgo: 99 })
    await keep(shop.appId, { count: 3, state: 'failed', number: 'failing-', daysAgo: 99 })
    await keep(shop.appId, { count: KEPT, state: 'done', number: 'N', daysAgo: 90 })
    await owner`ANALYZE`
    await owner.end()
  })
  afterAll(() => world.close())

  const numbers = async (input: Partial<Parameters<typeof listEvents>[1]>) =>
    (await listEvents(world.ctx, { limit: 2, ...input })).rows.map((row) => row.orderNumber)
  const read = (input: Partial<Parameters<typeof listEvents>[1]>) =>
    rowsRead(world.ctx, 'channel_events', (ctx) => listEvents(ctx, { limit: 2, ...input }))

  it('lists what stands in a rare state without looking at what is done', async () => {
    expect(await numbers({ state: ['unparsed'] })).toEqual(['odd-3', 'odd-2'])
    expect(await numbers({ state: ['unparsed', 'failed'] })).toEqual(['failing-3', 'failing-2'])
    expect(await numbers({ state: ['waiting'] })).toEqual([])
    for (const state of [['unparsed'], ['unparsed', 'failed'], ['waiting'], ['pending']] as const)
      expect(await read({ state: [...state] })).toBeLessThan(FEW)
  })

  it('pages through an app that has been quiet for long', async () => {
    const first = await listEvents(world.ctx, { appId: quiet, limit: 2 })
    expect(first.rows.map((row) => row.orderNumber)).toEqual(['quiet-4', 'quiet-3'])
    const cursor = first.next ?? ''
    expect(await numbers({ appId: quiet, cursor })).toEqual(['quiet-2', 'quiet-1'])
    expect(await read({ appId: quiet })).toBeLessThan(FEW)
    expect(await read({ appId: quiet, cursor })).toBeLessThan(FEW)
  })

  it('finds an order number, whether its messages moved an order, are still to, or never will', async () => {
    const snapshot = aSnapshot({ orderNumber: 'moved', version: 1000 })
    await shop.push('moved-1', snapshot)
    while ((await applyPending(world.ctx, shop.apps)) > 0);
    await shop.push('moved-2', { ...snapshot, version: 2000, sellerMemo: '加急' })
    expect(await numbers({ orderNumber: 'moved' })).toEqual(['moved', 'moved'])
    expect(await numbers({ orderNumber: 'moved', state: ['done'] })).toEqual(['moved'])
    expect(await numbers({ orderNumber: 'odd-1' })).toEqual(['odd-1'])
    expect(await numbers({ orderNumber: 'nobody knows' })).toEqual([])
    for (const orderNumber of ['moved', 'odd-1', 'nobody knows']) expect(await read({ orderNumber })).toBeLessThan(FEW)
  })

  it('is taken up order by order, also where a backlog came faster than it was counted', async () => {
    const owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
    await owner`
      INSERT INTO channel_events (app_id, key, id, received_at, topic, order_number, state)
      SELECT ${shop.appId}, 'backlog' || n, nextval('channel_event_ids'), now(), 't', 'B' || n % 1500, 'pending'
      FROM generate_series(1, 3000) n`
    await owner.end()
    const takeRound = (ctx: typeof world.ctx) => takeUp(ctx, ctx.sql as never, { limit: BATCH })
    expect(await rowsRead(world.ctx, 'channel_events', takeRound)).toBeLessThan(FEW * 3)
    await world.ctx.sql`DELETE FROM channel_events WHERE starts_with(key, 'backlog')`
  })

  it('is counted by what came in a day, and queued again by what is in trouble', async () => {
    expect(await rowsRead(world.ctx, 'channel_events', listChannels)).toBeLessThan(FEW)
    const again = { appId: shop.appId, state: 'unparsed' } as const
    expect(await rowsRead(world.ctx, 'channel_events', (ctx) => reapplyEvents(ctx, again))).toBeLessThan(FEW)
    expect(await numbers({ state: ['unparsed'] })).toEqual([])
  })
})
