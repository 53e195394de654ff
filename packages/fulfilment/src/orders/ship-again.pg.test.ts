import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROW_INVARIANTS } from '../../../../e2e/faults/invariants/rows.ts'
import { applyPending } from '../channels/index.ts'
import { type Context, inTransaction } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { moveBack, moveOrders, readTimeline } from './index.ts'

let world: TestContext
let ctx: Context
let shop: TestShop
let owner: postgres.Sql
beforeAll(async () => {
  world = await openTestContext()
  ctx = { ...world.ctx, actor: { kind: 'person', id: 'u1', name: '主管' } }
  shop = await openTestShop(ctx)
  owner = postgres(world.ownerUrl, { max: 1 })
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

async function ship(id: string, to: 'part_shipped' | 'shipped', waybill: string): Promise<void> {
  await inTransaction(ctx, (tx) =>
    moveOrders(ctx, tx, [
      {
        target: { by: 'id', id },
        source: {
          actor: { kind: 'erp', id: shop.appId, name: '旺店通' },
          ...{ appId: null, address: '192.0.2.7', eventId: null, topic: 'status', authority: 'granted' },
          grants: ['part_shipped', 'shipped'],
        },
        occurredAt: ctx.now(),
        claim: { kind: 'step', to, parcels: [{ carrier: 'YTO', waybill, lineNumbers: [] }] },
      },
    ]),
  )
}

it('an order that a person takes back and that ships again has its effects once for each shipment', async () => {
  await shop.push('m1', aSnapshot({ orderNumber: 'R1' }))
  await applyPending(ctx, shop.apps)
  const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders`
  const id = row?.id ?? ''
  await ship(id, 'part_shipped', 'YT-1')
  await ship(id, 'shipped', 'YT-2')
  await ctx.sql`DELETE FROM pgboss.job WHERE name = 'channels.write-back'`
  world.clock.forward(25 * 3_600_000)
  expect(await moveBack(ctx, { id, to: 'to_ship', reason: '仓库发错货' })).toMatchObject({ verdict: 'applied' })
  expect((await readTimeline(ctx, { id, limit: 1 })).entries[0]?.note).toBe('仓库发错货')
  await ship(id, 'part_shipped', 'YT-3')
  await ship(id, 'shipped', 'YT-4')
  const events = await ctx.sql<{ effects: string[] }[]>`SELECT effects FROM order_events ORDER BY seq`
  expect(events.flatMap((one) => one.effects)).toEqual(['created', 'paid', 'left', 'shipped', 'left:2', 'shipped:2'])
  expect(await ctx.sql`SELECT FROM pgboss.job WHERE name = 'channels.write-back'`).toHaveLength(2)
  for (const rule of ROW_INVARIANTS.filter((one) => one.id === 'I2'))
    expect({ [rule.title]: await rule.breaches(owner) }).toEqual({ [rule.title]: [] })
})
