import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROW_INVARIANTS } from '../../../../e2e/faults/invariants/rows.ts'
import { applyPending } from '../channels/index.ts'
import { type Context, inTransaction } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { placeFeed } from '../testing/place-feed.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { waitForLocks } from '../testing/wait-for-locks.ts'
import { type MoveSource, moveBack, moveOrders, readTimeline } from './index.ts'

let world: TestContext
let ctx: Context
let shop: TestShop
let owner: postgres.Sql
beforeAll(async () => {
  world = await openTestContext()
  ctx = { ...world.ctx, actor: { kind: 'person', id: 'u1', name: '主管' } }
  shop = await openTestShop(ctx)
  owner = postgres(world.ownerUrl, { max: 2 })
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

const T0 = 1_780_000_000_000
const HOUR = 3_600_000
let messages = 0
function nextMessage(): string {
  messages += 1
  return `shared-${messages}`
}

async function ship(orderNumber: string, waybill: string, more: Partial<Parameters<typeof aSnapshot>[0]> = {}) {
  const parcels = [{ carrier: 'YTO', waybill, lineNumbers: [] }]
  const shippedAt = new Date(T0 + HOUR)
  const version = T0 + messages
  await shop.push(
    nextMessage(),
    aSnapshot({ orderNumber, nativeStatus: 'shipped', version, shippedAt, parcels, ...more }),
  )
  await applyPending(ctx, shop.apps)
}

async function trace(orderNumber: string, waybill: string, nativeStatus: string, hours: number) {
  const occurredAt = new Date(T0 + hours * HOUR)
  await shop.pushTrace(nextMessage(), {
    orderNumber,
    waybill,
    carrier: 'YTO',
    nativeStatus,
    text: nativeStatus,
    occurredAt,
  })
  await applyPending(ctx, shop.apps)
}

async function standing(...numbers: string[]) {
  const rows = await ctx.sql<{ number: string; shown: string; armed: number }[]>`
    SELECT native_number AS number, shown,
      (SELECT count(*)::int FROM deadlines d WHERE d.subject LIKE o.id || '/%' AND d.kind = 'first_trace' AND d.state = 'armed') AS armed
    FROM orders o WHERE native_number = ANY(${numbers}) ORDER BY native_number`
  return rows.map(({ number, shown, armed }) => `${number} ${shown}${armed ? ' awaits its first trace' : ''}`)
}

const idOf = async (number: string) => {
  const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${number}`
  return row?.id ?? ''
}

describe('two orders in one parcel', () => {
  it('both stand by what its carrier says of either, and say so on their timelines', async () => {
    await ship('A1', 'YT-A')
    await ship('A2', 'YT-A')
    expect(await standing('A1', 'A2')).toEqual([
      'A1 shipped awaits its first trace',
      'A2 shipped awaits its first trace',
    ])
    await trace('A1', 'YT-A', 'in_transit', 3)
    expect(await standing('A1', 'A2')).toEqual(['A1 in_transit', 'A2 in_transit'])
    await trace('A2', 'YT-A', 'in_transit', 3)
    await trace('A2', 'YT-A', 'signed', 9)
    expect(await standing('A1', 'A2')).toEqual(['A1 signed', 'A2 signed'])
    const [first] = (await readTimeline(ctx, { id: await idOf('A1'), limit: 1 })).entries
    expect(first).toMatchObject({
      ...{ actor: 'rule', actorName: await idOf('A2'), topic: 'shared_parcel', item: 'YT-A', verdict: 'applied' },
      ...{ changes: ['trace'], before: { shown: 'in_transit' }, after: { shown: 'signed' } },
    })
    const effects = await ctx.sql<{ effects: string[] }[]>`
      SELECT effects FROM order_events WHERE order_id = ${await idOf('A1')} ORDER BY seq`
    expect(effects.flatMap((one) => one.effects)).toContain('parcel_signed:YT-A')
  })

  it('the second knows what was said before it came, and awaits nothing that has happened', async () => {
    await ship('B1', 'YT-B')
    await trace('B1', 'YT-B', 'in_transit', 3)
    await ship('B2', 'YT-B')
    expect(await standing('B2')).toEqual(['B2 in_transit'])
  })

  it('knows it too where both come in one batch', async () => {
    const parcels = [{ carrier: 'YTO', waybill: 'YT-C', lineNumbers: [] }]
    for (const orderNumber of ['C1', 'C2'])
      await shop.push(
        nextMessage(),
        aSnapshot({ orderNumber, nativeStatus: 'shipped', shippedAt: new Date(T0), parcels }),
      )
    const told = { carrier: 'YTO', nativeStatus: 'in_transit', text: '', occurredAt: new Date(T0 + HOUR) }
    await shop.pushTrace(nextMessage(), { orderNumber: 'C1', waybill: 'YT-C', ...told })
    await applyPending(ctx, shop.apps)
    expect(await standing('C1', 'C2')).toEqual(['C1 in_transit', 'C2 in_transit'])
  })

  it('an order that joins while its parcel’s carrier speaks misses nothing', async () => {
    await ship('E1', 'YT-E')
    await ship('E3', 'YT-E')
    const joining = aSnapshot({
      ...{ orderNumber: 'E2', nativeStatus: 'shipped', shippedAt: new Date(T0) },
      parcels: [{ carrier: 'YTO', waybill: 'YT-E', lineNumbers: [] }],
    })
    await shop.push(nextMessage(), joining)
    let joined: Promise<unknown> = Promise.resolve()
    let told: Promise<unknown> = Promise.resolve()
    await owner.begin(async (holder) => {
      await holder`SELECT FROM orders WHERE native_number = 'E1' FOR UPDATE`
      joined = applyPending(ctx, shop.apps)
      await waitForLocks(ctx, 1)
      told = trace('E1', 'YT-E', 'signed', 9)
      await waitForLocks(ctx, 2)
    })
    await Promise.all([joined, told])
    expect(await standing('E1', 'E2', 'E3')).toEqual(['E1 signed', 'E2 signed', 'E3 signed'])
  })

  it('of two that join at once, the first hears what the second brings', async () => {
    await ship('F1', 'YT-F')
    const parcels = [{ carrier: 'YTO', waybill: 'YT-F', lineNumbers: [] }]
    const push = (orderNumber: string) =>
      shop.push(nextMessage(), aSnapshot({ orderNumber, nativeStatus: 'shipped', shippedAt: new Date(T0), parcels }))
    const joined: Promise<unknown>[] = []
    await owner.begin(async (holder) => {
      await holder`SELECT FROM orders WHERE native_number = 'F1' FOR UPDATE`
      await push('F2')
      joined.push(applyPending(ctx, shop.apps))
      await waitForLocks(ctx, 1)
      await push('F3')
      joined.push(trace('F3', 'YT-F', 'signed', 9))
      await waitForLocks(ctx, 2)
    })
    await Promise.all(joined)
    expect(await standing('F1', 'F2', 'F3')).toEqual(['F1 signed', 'F2 signed', 'F3 signed'])
  })

  it('one that has not left yet takes nothing from one that has', async () => {
    await ship('G1', 'YT-G')
    for (const sellerMemo of [null, '加急'])
      await ship('G2', 'YT-G', { nativeStatus: 'to_ship', shippedAt: null, sellerMemo })
    expect(await standing('G1', 'G2')).toEqual(['G1 shipped awaits its first trace', 'G2 to_ship'])
  })

  it('breaks no rule', async () => {
    await placeFeed(ctx)
    for (const rule of ROW_INVARIANTS)
      expect({ [rule.title]: await rule.breaches(owner) }).toEqual({ [rule.title]: [] })
  })

  it('a departure is the parcel’s, and so is its end when a person takes one of the orders back', async () => {
    await ship('D1', 'YT-D')
    await ship('D2', 'YT-D')
    world.clock.forward(25 * HOUR)
    await moveBack(ctx, { id: await idOf('D1'), to: 'to_ship', reason: '仓库发错货' })
    expect(await standing('D1', 'D2')).toEqual(['D1 to_ship', 'D2 shipped'])
    const [parcel] = await ctx.sql`SELECT departed_at FROM shipments WHERE waybill = 'YT-D'`
    expect(parcel).toEqual({ departedAt: null })
    await inTransaction(ctx, async (tx) => {
      const claim = {
        kind: 'step',
        to: 'shipped',
        parcels: [{ carrier: 'YTO', waybill: 'YT-D', lineNumbers: [] }],
      } as const
      const source: MoveSource = {
        ...{ actor: { kind: 'erp', id: shop.appId, name: '旺店通' }, appId: null, address: null, eventId: null },
        ...{ topic: null, authority: 'granted', grants: ['shipped'] },
      }
      await moveOrders(ctx, tx, [{ target: { by: 'id', id: await idOf('D1') }, source, occurredAt: ctx.now(), claim }])
    })
    expect(await standing('D1', 'D2')).toEqual([
      'D1 shipped awaits its first trace',
      'D2 shipped awaits its first trace',
    ])
  })
})
