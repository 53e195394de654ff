import type { TraceFact } from '@baton/platforms'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { applyPending } from './apply.ts'
import { retryOverlooked, sequenceAndRetry } from './retry-waiting.ts'
import { BATCH } from './take-up.ts'

let world: TestContext
let shop: TestShop
beforeAll(async () => {
  world = await openTestContext()
  shop = await openTestShop(world.ctx)
})
afterAll(() => world.close())

const applyAll = async () => {
  while ((await applyPending(world.ctx, shop.apps)) > 0);
}

describe('a backlog', () => {
  const ORDERS = BATCH + 20
  const STEPS = ['pending_payment', 'to_ship', 'shipped']
  const pushStep = (step: number) =>
    Promise.all(
      Array.from({ length: ORDERS }, (_, index) => {
        const shipped = STEPS[step] === 'shipped'
        const snapshot = aSnapshot({
          orderNumber: `B${index}`,
          nativeStatus: STEPS[step] ?? '',
          version: 1_780_000_000_000 + step,
          shippedAt: shipped ? new Date(1_779_999_900_000) : null,
          parcels: shipped ? [{ carrier: 'YTO', waybill: `YT${index}`, lineNumbers: [] }] : [],
        })
        return shop.push(`B${index}-${step}`, snapshot)
      }),
    )

  it('moves each order once, by the newest it was told, however many events wait behind it', async () => {
    for (const step of STEPS.keys()) await pushStep(step)
    const first = await applyPending(world.ctx, shop.apps)
    const touched = await world.ctx.sql`
      SELECT order_number FROM channel_events GROUP BY order_number HAVING bool_and(state = 'done')`
    const untouched = await world.ctx.sql`
      SELECT order_number FROM channel_events GROUP BY order_number HAVING bool_and(state = 'pending')`
    expect(first).toBe(STEPS.length * touched.length)
    expect(first).toBeGreaterThan(2 * BATCH)
    expect(touched.length + untouched.length).toBe(ORDERS)
    await applyAll()
    const rows = await world.ctx.sql`
      SELECT state, seq, count(*)::int AS orders FROM orders GROUP BY state, seq`
    expect(rows).toEqual([{ state: 'shipped', seq: 1, orders: ORDERS }])
    const verdicts = await world.ctx.sql`
      SELECT verdict, count(*)::int AS events FROM channel_events GROUP BY verdict ORDER BY verdict`
    expect(verdicts).toEqual([
      { verdict: 'applied', events: ORDERS },
      { verdict: 'stale', events: 2 * ORDERS },
    ])
  })
})

describe('an event that came before its order', () => {
  const trace = (orderNumber: string): TraceFact => ({
    orderNumber,
    carrier: 'YTO',
    waybill: `W-${orderNumber}`,
    nativeStatus: 'picked_up',
    occurredAt: new Date(1_780_000_100_000),
    text: '已揽收',
  })
  const shipped = (orderNumber: string) =>
    aSnapshot({
      orderNumber,
      nativeStatus: 'shipped',
      shippedAt: new Date(1_780_000_000_000),
      parcels: [{ carrier: 'YTO', waybill: `W-${orderNumber}`, lineNumbers: [] }],
    })
  const traceOf = async (orderNumber: string) => {
    const [row] = await world.ctx.sql<
      { trace: string }[]
    >`SELECT trace FROM shipments WHERE waybill = ${`W-${orderNumber}`}`
    return row?.trace
  }

  it('takes effect as soon as the order has its place in the feed', async () => {
    await shop.pushTrace('early-1', trace('E1'))
    await applyAll()
    await shop.push('order-1', shipped('E1'))
    await applyAll()
    expect(await traceOf('E1')).toBe('created')
    while ((await sequenceAndRetry(world.ctx)).waiting);
    await applyAll()
    expect(await traceOf('E1')).toBe('picked_up')
  })

  it('is found by the sweep where neither saw the other, and left alone where it waits for something else', async () => {
    await shop.push('order-2', shipped('E2'))
    await applyAll()
    while ((await sequenceAndRetry(world.ctx)).waiting);
    await shop.pushTrace('late-2', trace('E2'))
    await world.ctx.sql`
      UPDATE channel_events SET state = 'waiting', verdict = 'unmatched', applied_at = ${world.ctx.now()} WHERE key = 'late-2'`
    await shop.pushTrace('nobody', trace('E3'))
    await applyAll()
    expect(await traceOf('E2')).toBe('created')
    expect(await retryOverlooked(world.ctx)).toBe(1)
    await applyAll()
    expect(await traceOf('E2')).toBe('picked_up')
    world.clock.forward(10 * 60_000)
    expect(await retryOverlooked(world.ctx)).toBe(0)
  })
})
