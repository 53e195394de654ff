import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { renderWeixinOrder, WEIXIN_FAULTS, weixinFailure, weixinSuccess } from '@baton/platforms/weixin-shop'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { saveApp, saveShop } from '../catalogue/index.ts'
import { moveOrders } from '../orders/index.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { AppCache } from './app-cache.ts'
import { catchUpShop } from './catch-up.ts'

const HOUR = 3600

interface Window {
  readonly start_time: number
  readonly end_time: number
}

describe('what a shop changed and nobody pushed', () => {
  let world: TestContext
  let gateway: Server
  let shopId: string
  let pageOf: (window: Window) => object
  let whole: Window[]
  let versionOf: (orderNumber: string) => number | null
  let asked: string[]
  beforeAll(async () => {
    world = await openTestContext()
    gateway = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const { order_id: orderNumber, update_time_range: window } = JSON.parse(body)
      response.end(window ? JSON.stringify({ errcode: 0, ...pageOf(window) }) : orderOf(orderNumber))
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const { id: appId } = await saveApp(world.ctx, {
      platform: 'weixin-shop',
      name: 'w',
      fields: { appId: 'wx1', appSecret: 's', token: 't', encodingAesKey: 'A'.repeat(43) },
      endpoints: { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` },
    })
    shopId = (await saveShop(world.ctx, { appId, name: 's', nativeNumber: 'wx1', fields: {}, enabled: true })).id
  })
  beforeEach(async () => {
    whole = []
    asked = []
    await world.ctx.sql`DELETE FROM catch_ups`
  })
  afterAll(async () => {
    gateway.close()
    await world.close()
  })

  const orderOf = (orderNumber: string) => {
    asked.push(orderNumber)
    if (orderNumber === 'REFUSED') return weixinFailure(WEIXIN_FAULTS.notShippable).body
    const version = versionOf(orderNumber)
    const order = version && renderWeixinOrder(aSnapshot({ orderNumber, version, nativeStatus: '20' }))
    return weixinSuccess(order ? { order } : {}).body
  }
  const placeOrder = (nativeNumber: string, version: number) =>
    inTransaction(world.ctx, (tx) =>
      moveOrders(world.ctx, tx, [
        {
          target: { by: 'native', platform: 'weixin-shop', shopId, nativeNumber },
          source: {
            actor: { kind: 'channel', id: 'w', name: 'w' },
            ...{ appId: null, address: null, eventId: null, topic: null, authority: 'home', grants: [] },
          },
          occurredAt: world.ctx.now(),
          claim: {
            kind: 'snapshot',
            snapshot: aSnapshot({ orderNumber: nativeNumber, version }),
            meaning: { state: 'to_ship' },
            afterSales: [],
            assignment: null,
          },
        },
      ]),
    )
  const catchUp = () => catchUpShop(world.ctx, new AppCache(world.ctx), shopId)

  it('is read in narrower windows where one holds more pages than are read of it', async () => {
    pageOf = (window) => {
      if (window.end_time - window.start_time > 7 * HOUR) return { order_id_list: [], has_more: true, next_key: 'more' }
      whole.push(window)
      return { order_id_list: [], has_more: false }
    }
    await catchUp()
    const covered = whole.reduce((sum, { start_time, end_time }) => sum + end_time - start_time, 0)
    expect(covered).toBeGreaterThan(23 * HOUR)
    expect(await world.ctx.sql`SELECT error FROM catch_ups`).toEqual([{ error: null }])
  })

  it('is found also where the channel tells no version, by how old our picture of the order is', async () => {
    const from = new Date(world.ctx.now().getTime() - 10 * 60_000)
    await world.ctx.sql`INSERT INTO catch_ups (shop_id, up_to, last_run_at) VALUES (${shopId}, ${from}, now())`
    const at = (seconds: number) => Math.ceil(from.getTime() / 1000 + seconds) * 1000
    await placeOrder('OLD', at(-10))
    await placeOrder('HEARD', at(10))
    await placeOrder('HALF-HEARD', at(10))
    for (const number of ['GONE', 'REFUSED']) await placeOrder(number, at(10))
    pageOf = () => ({ order_id_list: ['OLD', 'HEARD', 'HALF-HEARD', 'GONE', 'REFUSED', 'NEW'], has_more: false })
    versionOf = (orderNumber) => ({ HEARD: at(10), 'HALF-HEARD': at(70) })[orderNumber] ?? null
    expect(await catchUp()).toEqual({ read: 6, missed: 4 })
    expect(asked.sort()).toEqual(['GONE', 'HALF-HEARD', 'HEARD', 'REFUSED'])
    const hints = await world.ctx.sql`SELECT order_number FROM channel_events ORDER BY order_number`
    expect(hints.map((one) => one.orderNumber)).toEqual(['HALF-HEARD', 'NEW', 'OLD', 'REFUSED'])
  })

  it('stays to be read where even a moment holds too many', async () => {
    pageOf = () => ({ order_id_list: [], has_more: true, next_key: 'more' })
    await world.ctx.sql`
      INSERT INTO catch_ups (shop_id, up_to, last_run_at) VALUES (${shopId}, ${new Date(world.ctx.now().getTime() - 122_000)}, now())`
    await expect(catchUp()).rejects.toThrow('more changes')
    const [row] = await world.ctx.sql<{ upTo: Date; error: string }[]>`SELECT up_to, error FROM catch_ups`
    expect(row?.upTo.getTime()).toBe(world.ctx.now().getTime() - 122_000)
    expect(row?.error).toContain('more changes')
  })
})
