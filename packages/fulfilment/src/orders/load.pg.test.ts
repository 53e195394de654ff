import { expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { openDatabase } from '../runtime/database.ts'
import { inTransaction } from '../runtime/index.ts'
import { openTestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext } from '../testing/test-context.ts'
import { waitForLocks } from '../testing/wait-for-locks.ts'
import { loadOrders } from './index.ts'

it('reads of an order what was written while it waited for the lock', async () => {
  const world = await openTestContext()
  try {
    const { ctx } = world
    const shop = await openTestShop(ctx)
    const parcels = [{ carrier: 'YTO', waybill: 'YT1', lineNumbers: [] }]
    await shop.push('m1', aSnapshot({ orderNumber: 'L1', version: 1, nativeStatus: 'shipped', parcels }))
    await applyPending(ctx, shop.apps)
    const [row] = await ctx.sql<{ id: string; shopId: string }[]>`SELECT id, shop_id FROM orders`
    const { id, shopId } = row ?? { id: '', shopId: '' }
    const targets = [{ by: 'native', platform: 'own-shop', shopId, nativeNumber: 'L1' } as const]
    const read = () => inTransaction(ctx, (tx) => loadOrders(tx, targets, { traced: true, waybills: [] }))
    let waiting: ReturnType<typeof read> | undefined
    await ctx.sql.begin(async (holder) => {
      await holder`SELECT FROM orders WHERE id = ${id} FOR UPDATE`
      waiting = read()
      await waitForLocks(ctx, 1)
      await holder`UPDATE shipments SET waybill = 'YT2'`
      await holder`
        INSERT INTO shipment_traces (shipment_id, occurred_at, native_status, trace, text)
        SELECT id, now(), 'x', 'in_transit', '' FROM shipments`
    })
    const parcel = (await waiting)?.byId.get(id)?.order.parcels[0]
    expect({ waybill: parcel?.waybill, facts: parcel?.facts.size }).toEqual({ waybill: 'YT2', facts: 1 })
  } finally {
    await world.close()
  }
})

it('goes on reading orders on a connection that has read some before a migration', async () => {
  const world = await openTestContext()
  const owner = openDatabase(world.ownerUrl, { max: 1, name: 'baton-test' })
  const old = openDatabase(world.ctx.env.DATABASE_URL, { max: 1, name: 'baton-test' })
  try {
    const { ctx } = world
    const shop = await openTestShop(ctx)
    await shop.push('m1', aSnapshot({ orderNumber: 'L1', version: 1 }))
    await applyPending(ctx, shop.apps)
    const [{ id = '' } = {}] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders`
    const read = () => old.sql.begin((tx) => loadOrders(tx, [{ by: 'id', id }], { traced: true, waybills: [] }))
    const before = (await read()).byId.get(id)
    for (const table of ['orders', 'after_sales', 'shipments', 'shipment_lines', 'shipment_traces'])
      await owner.sql`ALTER TABLE ${owner.sql(table)} ADD COLUMN expanded text`
    expect((await read()).byId.get(id)).toEqual(before)
  } finally {
    await Promise.all([old.close(), owner.close()])
    await world.close()
  }
})
