import { expect, it } from 'vitest'
import { saveMerchant, showMerchant } from '../catalogue/index.ts'
import { applyPending } from '../channels/index.ts'
import { actingAs } from '../runtime/index.ts'
import { openTestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext } from '../testing/test-context.ts'
import { moveBack, readOrder } from './index.ts'

const HOUR = 3_600_000

it('locks a shipped order as long as the merchant wants, and says when it is late at pick-up all the same', async () => {
  const world = await openTestContext()
  try {
    const ctx = actingAs(world.ctx, { kind: 'person', id: 'p1', name: '李娜' }, '192.0.2.1')
    const { savedAt: _, ...merchant } = await showMerchant(ctx)
    await saveMerchant(ctx, { ...merchant, lockHours: 48 })
    const shop = await openTestShop(world.ctx)
    const parcels = [{ carrier: 'YTO', waybill: 'YT1', lineNumbers: [] }]
    await shop.push('m1', aSnapshot({ orderNumber: 'L1', version: 1, nativeStatus: 'shipped', parcels }))
    await applyPending(world.ctx, shop.apps)
    const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders`
    const id = row?.id ?? ''
    const after = (hours: number) => new Date(ctx.now().getTime() + hours * HOUR).toISOString()
    expect(await readOrder(ctx, { id })).toMatchObject({
      lockedUntil: after(48),
      deadlines: [{ kind: 'first_trace', dueAt: after(24) }],
    })
    const back = { id, to: 'to_ship', reason: '快递退回仓库' } as const
    world.clock.forward(47 * HOUR)
    expect(await moveBack(ctx, back)).toMatchObject({ verdict: 'locked' })
    world.clock.forward(HOUR)
    expect(await moveBack(ctx, back)).toMatchObject({ verdict: 'applied' })
  } finally {
    await world.close()
  }
})

it('locks as long anew with each part that leaves, and no shorter than before', async () => {
  const world = await openTestContext()
  try {
    const { ctx } = world
    const shop = await openTestShop(ctx)
    const start = ctx.now().getTime()
    const { savedAt: _, ...merchant } = await showMerchant(ctx)
    const leave = async (version: number, nativeStatus: string, waybills: readonly string[]) => {
      const parcels = waybills.map((waybill) => ({ carrier: 'YTO', waybill, lineNumbers: [] }))
      await shop.push(`m${version}`, aSnapshot({ orderNumber: 'L2', version, nativeStatus, parcels }))
      await applyPending(ctx, shop.apps)
      const [row] = await ctx.sql<{ lockedUntil: Date }[]>`SELECT locked_until FROM orders`
      return ((row?.lockedUntil.getTime() ?? 0) - start) / HOUR
    }
    await saveMerchant(ctx, { ...merchant, lockHours: 48 })
    expect(await leave(1, 'part_shipped', ['YT1'])).toBe(48)
    world.clock.forward(30 * HOUR)
    expect(await leave(2, 'part_shipped', ['YT1', 'YT2'])).toBe(78)
    await saveMerchant(ctx, { ...merchant, lockHours: 24 })
    world.clock.forward(10 * HOUR)
    expect(await leave(3, 'shipped', ['YT1', 'YT2'])).toBe(78)
  } finally {
    await world.close()
  }
})
