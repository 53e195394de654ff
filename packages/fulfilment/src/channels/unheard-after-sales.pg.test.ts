import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AfterSaleSnapshot, OrderSnapshot } from '@baton/platforms'
import {
  POP_FAULTS,
  pmcMessageFrame,
  popFailure,
  popSuccess,
  readPmcFrame,
  renderPddOrder,
  renderPddRefund,
} from '@baton/platforms/pinduoduo'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { saveApp, saveShop } from '../catalogue/index.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { AppCache } from './app-cache.ts'
import { applyPending } from './apply.ts'
import { askAfterSales } from './ask-after-sales.ts'
import { fetchLater, findShop } from './catch-up.ts'
import { keepBatch } from './keep.ts'
import { releaseMapped } from './release-mapped.ts'
import { saveMapping } from './save-mapping.ts'
import { syncOrder } from './sync-order.ts'

const START = Date.UTC(2026, 2, 1)

describe('an after-sale that its platform pushes no more word of', () => {
  let world: TestContext
  let apps: AppCache
  let gateway: Server
  let shopId: string
  let order: OrderSnapshot
  let sale: AfterSaleSnapshot
  let isWell: boolean
  let askedOfSales: number
  let minutes = 0
  beforeAll(async () => {
    world = await openTestContext()
    gateway = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const isOfOrder = new URLSearchParams(body).get('type') === 'pdd.order.information.get'
      if (!isOfOrder) askedOfSales += 1
      const answer = isOfOrder
        ? popSuccess('order_info_get_response', { order_info: renderPddOrder(order) })
        : isWell
          ? popSuccess(null, renderPddRefund(sale))
          : popFailure(POP_FAULTS.tooOften)
      response.end(answer.body)
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const { id: appId } = await saveApp(world.ctx, {
      platform: 'pinduoduo',
      name: '拼多多',
      fields: { clientId: 'c', clientSecret: 's' },
      endpoints: { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` },
    })
    const fields = { accessToken: 't' }
    shopId = (await saveShop(world.ctx, { appId, name: '店', nativeNumber: '9', fields, enabled: true })).id
    apps = new AppCache(world.ctx)
  })
  afterAll(async () => {
    gateway.close()
    await world.close()
  })

  const findPlace = async () => {
    const at = await findShop(apps, shopId)
    if (!at) throw new Error('no shop')
    return at
  }
  /** The platform's own change, a minute later each. */
  const change = (told: { order?: Partial<OrderSnapshot>; sale?: Partial<AfterSaleSnapshot> }) => {
    minutes += 1
    const version = START + minutes * 60_000
    order = { ...order, version, ...told.order }
    sale = { ...sale, version, ...told.sale }
  }
  const fetchOrder = async () => {
    world.clock.forward(60_000)
    await fetchLater(world.ctx, await findPlace(), order.orderNumber)
    await applyPending(world.ctx, apps)
  }
  const standing = async () => {
    const [row] = await world.ctx.sql`
      SELECT shown, hold_reasons AS holds, seller_memo AS memo FROM orders WHERE native_number = ${order.orderNumber}`
    return row
  }
  const lastEvent = async () => {
    const [row] = await world.ctx.sql`
      SELECT state, error, unmapped FROM channel_events WHERE order_number = ${order.orderNumber}
      ORDER BY received_at DESC LIMIT 1`
    return row
  }

  /** An order to be shipped, for which a refund was asked and told by a push. */
  let orders = 0
  beforeEach(async () => {
    isWell = true
    askedOfSales = 0
    orders += 1
    const orderNumber = `26030${orders}-1`
    const known = { orderNumber, createdAt: new Date(START), paidAt: new Date(START), shopNumber: null }
    order = aSnapshot({ ...known, nativeStatus: '1/2', buyer: { id: null, nick: null } })
    sale = {
      ...{ afterSaleNumber: `738${orders}`, orderNumber, kind: 'refund_only', nativeStatus: '2' },
      ...{ version: START, amountFen: order.amountFen, wholeOrder: true, respondBy: null },
    }
    change({})
    const content = { tid: orderNumber, refund_id: sale.afterSaleNumber }
    const event = { id: String(100 + orders), type: 'pdd_refund_RefundCreated', mallId: '9', content }
    const frame = readPmcFrame(pmcMessageFrame(event, world.ctx.now()))
    if (frame.kind !== 'message') throw new Error(frame.kind)
    await keepBatch(world.ctx, [{ app: (await findPlace()).app, address: null, message: frame.message }])
    await applyPending(world.ctx, apps)
    expect(await standing()).toMatchObject({ shown: 'refunding', holds: ['platform_freeze', 'refund_requested'] })
  })

  it('ends when its order is read again: a refused refund holds nothing any more', async () => {
    change({ order: { nativeStatus: '1' }, sale: { nativeStatus: '6' } })
    await fetchOrder()
    expect(await standing()).toMatchObject({ shown: 'to_ship', holds: [] })
  })

  it('is taken up again after it was refused, and is paid out', async () => {
    change({ order: { nativeStatus: '1' }, sale: { nativeStatus: '6' } })
    await fetchOrder()
    change({ order: { nativeStatus: '1/4' }, sale: { nativeStatus: '10' } })
    await fetchOrder()
    expect(await standing()).toMatchObject({ shown: 'refunded' })
    const [row] = await world.ctx.sql`SELECT state FROM after_sales WHERE native_number = ${sale.afterSaleNumber}`
    expect(row).toEqual({ state: 'refunded' })
  })

  it('is asked about by whoever asks for the order now', async () => {
    change({ order: { nativeStatus: '1' }, sale: { nativeStatus: '11' } })
    const [row] = await world.ctx.sql<
      { id: string }[]
    >`SELECT id FROM orders WHERE native_number = ${order.orderNumber}`
    expect(await syncOrder(world.ctx, { id: row?.id ?? '' })).toEqual({ verdict: 'applied' })
    expect(await standing()).toMatchObject({ shown: 'to_ship', holds: [] })
  })

  it('is asked about within six hours, also where its order shows no change', async () => {
    await world.ctx.sql`UPDATE after_sales SET state = 'closed' WHERE native_number <> ${sale.afterSaleNumber}`
    world.clock.forward(3_600_000)
    const askForSixHours = async () => {
      let moved = 0
      for (let round = 0; round < 72; round += 1) {
        world.clock.forward(300_000)
        moved += await askAfterSales(world.ctx, apps, shopId)
      }
      return moved
    }
    expect(await askForSixHours()).toBe(0)
    expect(askedOfSales).toBe(2)
    sale = { ...sale, nativeStatus: '11', version: sale.version + 60_000 }
    order = { ...order, nativeStatus: '1' }
    expect(await askForSixHours()).toBe(1)
    await applyPending(world.ctx, apps)
    expect(await standing()).toMatchObject({ shown: 'to_ship' })
    const missed = await world.ctx.sql`SELECT version FROM missed_changes WHERE order_number = ${order.orderNumber}`
    expect(missed).toEqual([{ version: sale.version }])
  })

  it('leaves no line in the timeline while it stands as it did', async () => {
    change({ order: { sellerMemo: '急' }, sale: { version: sale.version } })
    await fetchOrder()
    const verdicts = await world.ctx.sql`
      SELECT verdict FROM attempts WHERE order_id = (SELECT id FROM orders WHERE native_number = ${order.orderNumber}) ORDER BY id`
    expect(verdicts.map((one) => one.verdict)).toEqual(['applied', 'applied', 'applied'])
  })

  it('is read again once its platform answers', async () => {
    isWell = false
    change({ order: { nativeStatus: '1' }, sale: { nativeStatus: '6' } })
    await fetchOrder()
    expect(await lastEvent()).toMatchObject({ state: 'failed' })
    isWell = true
    world.clock.forward(60_000)
    await applyPending(world.ctx, apps)
    expect(await standing()).toMatchObject({ shown: 'to_ship', holds: [] })
  })

  it('with a word that nobody knows keeps its order from nothing, and takes effect once it is mapped', async () => {
    change({ order: { nativeStatus: '1', sellerMemo: '急' }, sale: { nativeStatus: '77' } })
    await fetchOrder()
    expect(await standing()).toMatchObject({ memo: '急', shown: 'refunding' })
    expect(await lastEvent()).toMatchObject({ state: 'unmapped', unmapped: 'after_sale:77' })
    const word = { platform: 'pinduoduo', axis: 'after_sale', native: '77' } as const
    await saveMapping(world.ctx, { ...word, standard: 'closed', expectedVersion: 0, reason: '平台新词' })
    await releaseMapped(world.ctx, world.ctx.sql)
    world.clock.forward(60_000)
    await applyPending(world.ctx, apps)
    expect(await standing()).toMatchObject({ shown: 'to_ship' })
    expect(await lastEvent()).toMatchObject({ state: 'done' })
  })
})
