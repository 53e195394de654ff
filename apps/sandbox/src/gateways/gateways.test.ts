import type { PlatformId } from '@baton/contract'
import { type Answer, type ChangedPage, DRIVERS, type OrderSnapshot } from '@baton/platforms'
import { expect, test } from 'vitest'
import { createOrders } from '../control/create-orders.ts'
import { saleSnapshotOf, snapshotOf } from '../orders/snapshot.ts'
import { given } from './caller.fixture.ts'

const GATEWAY_PLATFORMS = [
  'taobao',
  'pinduoduo',
  'douyin',
  'weixin-shop',
  'shopify',
  'woocommerce',
] as const satisfies readonly PlatformId[]
const STATES = [
  'created',
  'paid',
  'part_shipped',
  'shipped',
  'signed',
  'completed',
  'refund_requested',
  'refunded',
] as const

/** What an order snapshot cannot carry on that platform's order; it is read from the after-sale instead. */
const comparable = ({ afterSales: _, ...order }: OrderSnapshot) => order

for (const platform of GATEWAY_PLATFORMS) {
  const { calls } = DRIVERS[platform]

  test.each(STATES)(`${platform} answers its driver with the order as it is: %s`, async (state) => {
    if (platform === 'pinduoduo' && (state === 'created' || state === 'part_shipped')) return
    if (platform === 'woocommerce' && state === 'part_shipped') return
    const { caller, order } = await given(platform, state)
    const answer = caller.ask(order, calls.readOrder, { orderNumber: order.number })
    expect(answer.ok && comparable(answer.value)).toEqual(comparable(snapshotOf(order)))
  })

  test(`${platform} answers its driver with the after-sale`, async () => {
    if (calls.readAfterSale === undefined) return
    const { caller, order } = await given(platform, 'refund_requested')
    const sale = saleSnapshotOf(order)
    const answer = caller.ask(order, calls.readAfterSale, {
      orderNumber: order.number,
      afterSaleNumber: sale.afterSaleNumber,
    })
    // A WeChat after-sale never says that it gives back the whole order.
    expect(answer.ok && answer.value).toEqual({
      ...sale,
      wholeOrder: platform === 'weixin-shop' ? false : sale.wholeOrder,
    })
  })

  test(`${platform} lists each changed order once, page by page`, async () => {
    const { caller, order } = await given(platform, 'paid')
    createOrders(caller.test.sandbox, { channel: platform, count: 250 })
    const window = { from: new Date(caller.test.now - 60_000), to: new Date(caller.test.now + 1000) }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const answer: Answer<ChangedPage> = caller.ask(order, calls.listChanged, { ...window, cursor })
      if (!answer.ok) throw new Error(answer.fault.message)
      seen.push(...answer.value.orders.map((one) => one.orderNumber))
      cursor = answer.value.next
    } while (cursor !== null)
    const known = caller.test.sandbox.book.changed(order.shop, { from: 0, to: Number.POSITIVE_INFINITY })
    expect(new Set(seen)).toEqual(new Set(known.map((one) => one.number)))
  })

  test(`${platform} does not know an order of somebody else`, async () => {
    const { caller, order } = await given(platform, 'paid')
    const answer = caller.ask(order, calls.readOrder, { orderNumber: '1234567890' })
    expect(answer).toMatchObject({ ok: false, fault: { action: 'absent' } })
  })

  test(`${platform} refuses a wrong secret`, async () => {
    const { caller, order } = await given(platform, 'paid')
    const fields = { ...order.channel.fields, appSecret: 'wrong', clientSecret: 'wrong', consumerSecret: 'wrong' }
    const forged = { ...order.channel, fields }
    const request = calls.readOrder?.request(
      { app: forged.fields, shop: { ...order.shop.fields, accessToken: 'wrong' }, endpoints: order.channel.endpoints },
      { orderNumber: order.number },
      new Date(caller.test.now),
    )
    const mounted = caller.test.sandbox.gateways.find((one) => one.channel === order.channel)
    const url = new URL(request?.url ?? '')
    const answer = mounted?.handle({
      method: request?.method ?? '',
      path: url.pathname.slice(mounted.prefix.length),
      query: Object.fromEntries(url.searchParams),
      headers: request?.headers ?? {},
      body: Buffer.from(request?.body ?? ''),
    })
    expect(answer?.body).not.toContain(order.number)
  })
}

test.each(['pinduoduo', 'douyin', 'weixin-shop'] as const)(
  '%s: an ended token is told and can be fetched anew',
  async (platform) => {
    const { caller, order } = await given(platform, 'paid')
    const { calls } = DRIVERS[platform]
    const { tokens } = caller.test.sandbox
    caller.token =
      platform === 'weixin-shop' ? tokens.weixin(order.channel, false).accessToken : order.shop.fields.accessToken
    caller.test.now += 1000
    tokens.expire(order.channel)
    const before = caller.ask(order, calls.readOrder, { orderNumber: order.number })
    expect(before).toMatchObject({ ok: false, fault: { action: 'token' } })
    const fresh = caller.ask(order, calls.refreshToken, {})
    if (!fresh.ok) throw new Error(fresh.fault.message)
    caller.token = fresh.value.accessToken
    expect(caller.ask(order, calls.readOrder, { orderNumber: order.number }).ok).toBe(true)
  },
)

test("a WeChat token ends after its life with the platform's code", async () => {
  const { caller, order } = await given('weixin-shop', 'paid')
  caller.token = caller.test.sandbox.tokens.weixin(order.channel, false).accessToken
  caller.test.now += 7_200_000
  const answer = caller.ask(order, DRIVERS['weixin-shop'].calls.readOrder, { orderNumber: order.number })
  expect(answer).toMatchObject({ ok: false, fault: { code: '42001' } })
})

test.each(['taobao', 'pinduoduo'] as const)('%s permits the messages of the shop that asks', async (platform) => {
  const { caller, order } = await given(platform, 'paid')
  expect(caller.ask(order, DRIVERS[platform].calls.permitMessages, {})).toEqual({ ok: true, value: 'permitted' })
})

test('a request of eleven minutes ago is refused', async () => {
  const { caller, order } = await given('taobao', 'paid')
  const call = DRIVERS.taobao.calls.readOrder
  const access = { app: order.channel.fields, shop: order.shop.fields, endpoints: order.channel.endpoints }
  const request = call?.request(access, { orderNumber: order.number }, new Date(caller.test.now - 660_000))
  const mounted = caller.test.sandbox.gateways.find((one) => one.channel === order.channel)
  const answer = mounted?.handle({
    method: 'POST',
    path: '/router/rest',
    query: {},
    headers: {},
    body: Buffer.from(request?.body ?? ''),
  })
  expect(answer?.body).toContain('Invalid timestamp')
})
