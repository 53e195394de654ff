import { expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { openTestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext } from '../testing/test-context.ts'
import { foldPatches, readOrder, readTimeline } from './index.ts'

const NOBODY = { id: null, nick: null }

it('takes what its channel tells later, keeps the first order time, and its events give the same row', async () => {
  const world = await openTestContext()
  try {
    const { ctx } = world
    const shop = await openTestShop(ctx)
    const orderedAt = new Date('2026-05-01T01:00:00Z')
    const paidAt = new Date('2026-05-01T02:00:00Z')
    await shop.push(
      'm1',
      aSnapshot({ orderNumber: 'T1', version: 1, createdAt: orderedAt, paidAt: null, buyer: NOBODY }),
    )
    await applyPending(ctx, shop.apps)
    const buyer = { id: 'buyer-2', nick: '小李' }
    await shop.push('m2', aSnapshot({ orderNumber: 'T1', version: 2, createdAt: new Date(0), paidAt, buyer }))
    await applyPending(ctx, shop.apps)
    const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders`
    const id = row?.id ?? ''
    const told = { orderedAt: orderedAt.toISOString(), paidAt: paidAt.toISOString(), buyerNick: '小李' }
    expect(await readOrder(ctx, { id })).toMatchObject(told)
    const events = await ctx.sql<{ patch: Record<string, unknown> }[]>`
      SELECT patch FROM order_events WHERE order_id = ${id} ORDER BY seq`
    expect(foldPatches(events.map((event) => event.patch))).toMatchObject({ orderedAt, paidAt, buyerNick: '小李' })
    expect(await ctx.sql`SELECT c.native_id FROM orders o JOIN customers c ON c.id = o.customer_id`).toEqual([
      { nativeId: 'buyer-2' },
    ])
    const { entries } = await readTimeline(ctx, { id, limit: 10 })
    expect(entries[0]).toMatchObject({ verdict: 'applied', changes: ['paid_at', 'buyer'] })
  } finally {
    await world.close()
  }
})
