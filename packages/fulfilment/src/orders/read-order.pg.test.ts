import { expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { openTestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext } from '../testing/test-context.ts'
import { listOrders, readOrder } from './index.ts'

it('tells parcels that came together in the order of their waybills', async () => {
  const world = await openTestContext()
  try {
    const shop = await openTestShop(world.ctx)
    const parcels = [5, 2, 8, 1, 7, 3, 6, 4].map((at) => ({ carrier: 'YTO', waybill: `YT00${at}`, lineNumbers: [] }))
    await shop.push('m1', aSnapshot({ orderNumber: 'MANY', version: 1, parcels }))
    await applyPending(world.ctx, shop.apps)
    const [row] = (await listOrders(world.ctx, { filter: { q: 'MANY' }, limit: 1 })).rows
    const order = await readOrder(world.ctx, { id: row?.id ?? '' })
    expect(order.parcels.map(({ waybill }) => waybill)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((at) => `YT00${at}`))
  } finally {
    await world.close()
  }
})

it('tells of a parcel the further of two words that its carrier said of one second', async () => {
  const world = await openTestContext()
  try {
    const shop = await openTestShop(world.ctx)
    const told = { orderNumber: 'ONCE', waybill: 'YT0010', carrier: 'YTO', occurredAt: world.ctx.now() }
    const parcels = [{ carrier: 'YTO', waybill: told.waybill, lineNumbers: [] }]
    await shop.push('o1', aSnapshot({ orderNumber: 'ONCE', nativeStatus: 'shipped', version: 1, parcels }))
    await applyPending(world.ctx, shop.apps)
    for (const nativeStatus of ['picked_up', 'in_transit']) {
      await shop.pushTrace(nativeStatus, { ...told, nativeStatus, text: nativeStatus })
      await applyPending(world.ctx, shop.apps)
    }
    const [row] = (await listOrders(world.ctx, { filter: { q: 'ONCE' }, limit: 1 })).rows
    const { shown, parcels: known } = await readOrder(world.ctx, { id: row?.id ?? '' })
    expect({ shown, trace: known[0]?.trace, text: known[0]?.traceText }).toEqual({
      ...{ shown: 'in_transit', trace: 'in_transit', text: 'in_transit' },
    })
  } finally {
    await world.close()
  }
})
