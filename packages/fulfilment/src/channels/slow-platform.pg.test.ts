import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { renderWooOrder, wooSuccess } from '@baton/platforms/woocommerce'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { saveApp } from '../catalogue/index.ts'
import { saveShop } from '../catalogue/shops.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { applyPending } from './apply.ts'
import { fetchLater, findShop } from './catch-up.ts'

describe('a platform that answers long after its event was taken up', () => {
  let world: TestContext
  let shop: TestShop
  let gateway: Server
  let shopId: string
  let whileFetched: (orderNumber: string) => Promise<unknown>
  let isWell = true
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
    gateway = createServer(async (request, response) => {
      const number = /orders\/(\d+)/.exec(request.url ?? '')?.[1] ?? ''
      await whileFetched(number)
      const order = aSnapshot({ orderNumber: number, nativeStatus: 'processing', buyer: { id: '5', nick: null } })
      const { body, contentType } = wooSuccess(renderWooOrder({ ...order, lines: [] }))
      if (isWell) response.setHeader('content-type', contentType).end(body)
      else response.writeHead(500).end()
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const { id: appId } = await saveApp(world.ctx, {
      platform: 'woocommerce',
      name: 'Woo',
      fields: { webhookSecret: 'w', consumerKey: 'ck_1', consumerSecret: 'cs_1' },
      endpoints: { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` },
    })
    const made = await saveShop(world.ctx, { appId, name: 'Woo', nativeNumber: 'W1', fields: {}, enabled: true })
    shopId = made.id
    shop.apps.forget()
  })
  afterAll(async () => {
    gateway.close()
    await world.close()
  })

  const fetchWhile = async (happens: () => Promise<unknown>) => {
    whileFetched = happens
    const at = await findShop(shop.apps, shopId)
    if (!at) throw new Error('no shop')
    await fetchLater(world.ctx, at, '77')
    expect(await applyPending(world.ctx, shop.apps)).toBe(1)
  }
  const latest = async () => {
    const [row] = await world.ctx.sql`
      SELECT state, verdict, tries FROM channel_events ORDER BY received_at DESC LIMIT 1`
    return row
  }
  const settle = () =>
    world.ctx.sql`UPDATE channel_events SET state = 'done', verdict = 'applied' WHERE state = 'pending'`

  it('does not judge once more what another process has settled meanwhile', async () => {
    await fetchWhile(settle)
    expect(await latest()).toEqual({ state: 'done', verdict: 'applied', tries: 0 })
    expect(await world.ctx.sql`SELECT FROM attempts`).toHaveLength(0)
  })

  it('does not call failed what another process has settled meanwhile', async () => {
    isWell = false
    world.clock.forward(1000)
    await fetchWhile(settle)
    expect(await latest()).toEqual({ state: 'done', verdict: 'applied', tries: 0 })
  })

  it('keeps nobody waiting whose order was answered', async () => {
    isWell = true
    const isThere = async () =>
      expect(await world.ctx.sql`SELECT FROM orders WHERE native_number = '79'`).toHaveLength(1)
    whileFetched = async (orderNumber) => {
      if (orderNumber === '78') await vi.waitFor(isThere, 8000)
    }
    const at = await findShop(shop.apps, shopId)
    if (!at) throw new Error('no shop')
    for (const number of ['78', '79']) await fetchLater(world.ctx, at, number)
    expect(await applyPending(world.ctx, shop.apps)).toBe(2)
    expect(await world.ctx.sql`SELECT FROM orders WHERE native_number IN ('78', '79')`).toHaveLength(2)
  })

  it('has its order moved by whoever still holds the claim, with the platform as the source', async () => {
    isWell = true
    world.clock.forward(1000)
    await fetchWhile(async () => {})
    expect(await latest()).toEqual({ state: 'done', verdict: 'applied', tries: 1 })
    const told = await world.ctx.sql`
      SELECT a.verdict, a.address FROM attempts a JOIN orders o ON o.id = a.order_id WHERE o.native_number = '77'`
    expect(told).toEqual([{ verdict: 'applied', address: '127.0.0.1' }])
  })
})
