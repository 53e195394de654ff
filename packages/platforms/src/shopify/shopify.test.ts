import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { HttpPush, OrderSnapshot, PushOutcome } from '../driver.ts'
import { asReceived, asReply, succeeded } from '../gateway-request.fixture.ts'
import { hmacBase64 } from '../hmac-base64.ts'
import { SAMPLE_AFTER_SALE, SAMPLE_ORDER, SAMPLE_SHIPPED } from '../sample-order.fixture.ts'
import {
  openShopifyRequest,
  pushShopify,
  renderGraphqlOrder,
  renderShopifyOrder,
  renderShopifyTrace,
  shopify,
  shopifyData,
  shopifyErrors,
  shopifyThrottled,
  shopifyUnauthorized,
} from './index.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
const SECRET = 'hush'
const DOMAIN = 'qinghe.myshopify.com'
const ACCESS = {
  app: { clientSecret: SECRET },
  endpoints: shopify.endpoints,
  shop: { domain: DOMAIN, accessToken: 'shpat_1' },
}
/** What Shopify cannot say: limits, lines of a district, a seller's note. */
const PLAIN = {
  shipBy: null,
  currency: 'EUR',
  buyer: { id: '207119551', nick: null },
  receiver: {
    name: 'Anna Keller',
    phone: '+4930123456',
    province: 'Berlin',
    city: 'Berlin',
    district: '',
    address: 'Lindenstraße 7',
    handle: null,
  },
}
const ORDER: OrderSnapshot = { ...SAMPLE_ORDER, ...PLAIN, nativeStatus: 'paid/unfulfilled' }
const SHIPPED: OrderSnapshot = { ...SAMPLE_SHIPPED, ...PLAIN, nativeStatus: 'paid/fulfilled' }
const input = { orderNumber: ORDER.orderNumber }

const BASE = { webhookId: 'b54557e4-1', shopDomain: DOMAIN, triggeredAt: NOW }
const pushed = (topic: string, order: OrderSnapshot) =>
  pushShopify(SECRET, { ...BASE, topic, payload: renderShopifyOrder(order) })

function receive(push: HttpPush): PushOutcome {
  const outcome = shopify.receive?.(push, ACCESS, NOW)
  if (outcome === undefined) throw new Error('no receive')
  return outcome
}

function onlyMessage(outcome: PushOutcome) {
  if (outcome.kind !== 'messages' || outcome.messages[0] === undefined) throw new Error('no message')
  return outcome.messages[0]
}

const STORIES: readonly [string, OrderSnapshot][] = [
  ['paid', ORDER],
  ['unpaid', { ...ORDER, nativeStatus: 'pending/unfulfilled', paidAt: null, receiver: null }],
  ['shipped in two parcels', SHIPPED],
  ['partly shipped', { ...SHIPPED, nativeStatus: 'paid/partial', parcels: SHIPPED.parcels.slice(0, 1) }],
  ['cancelled, nothing paid back', { ...ORDER, nativeStatus: 'cancelled' }],
  [
    'refunded after shipping',
    {
      ...SHIPPED,
      nativeStatus: 'refunded/fulfilled',
      afterSales: [{ ...SAMPLE_AFTER_SALE, nativeStatus: 'success', respondBy: null }],
    },
  ],
]

describe('Shopify webhooks', () => {
  test('the signature is HMAC-SHA256 in base64: RFC 4231, test case 2', () => {
    const published = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
    expect(Buffer.from(hmacBase64('Jefe', 'what do ya want for nothing?'), 'base64').toString('hex')).toBe(published)
  })

  test('one message: webhook id as key, topic, shop domain and order number; any 200 as answer', () => {
    const push = pushed('orders/paid', ORDER)
    expect(push.headers['x-shopify-hmac-sha256']).toBe(createHmac('sha256', SECRET).update(push.body).digest('base64'))
    const outcome = receive(push)
    expect(outcome.answer.status).toBe(200)
    expect(onlyMessage(outcome)).toEqual({
      key: 'b54557e4-1',
      topic: 'orders/paid',
      orderNumber: ORDER.orderNumber,
      shopNumber: DOMAIN,
      body: push.body,
    })
  })

  test('a changed byte, a missing signature and another method are refused', () => {
    const push = pushed('orders/paid', ORDER)
    expect(receive({ ...push, body: Buffer.from(`${push.body} `) })).toMatchObject({ reason: 'signature_wrong' })
    expect(receive({ ...push, headers: {} })).toMatchObject({ reason: 'signature_missing' })
    expect(receive({ ...push, method: 'GET' })).toMatchObject({ reason: 'malformed' })
    const bare = shopify.receive?.(push, { app: {}, endpoints: {} }, NOW)
    expect(bare).toMatchObject({ reason: 'signature_wrong' })
  })

  test.each(STORIES)('an order %s reads back from its webhook, offset and decimals included', (_name, order) => {
    const message = onlyMessage(receive(pushed('orders/updated', order)))
    expect(Buffer.from(message.body).toString()).toContain('+01:00')
    expect(shopify.read(message)).toEqual({ kind: 'order', order, occurredAt: new Date(order.version) })
  })

  test('a time without an offset is refused', () => {
    const text = Buffer.from(pushed('orders/updated', ORDER).body).toString().replaceAll('+01:00', '')
    const message = { topic: 'orders/updated', orderNumber: null, body: Buffer.from(text) }
    expect(() => shopify.read(message)).toThrow(/updated_at is not an instant/)
  })

  test('refunds and fresh fulfilments only name the order; a carrier’s step is told as such', () => {
    const read = (topic: string, payload: object) =>
      shopify.read({ topic, orderNumber: null, body: Buffer.from(JSON.stringify(payload)) })
    const fresh = { id: 1, order_id: 77, shipment_status: null, tracking_number: 'SF1' }
    expect(read('refunds/create', { id: 1, order_id: 77 })).toMatchObject({ kind: 'order_hint', orderNumber: '77' })
    expect(read('fulfillments/create', fresh)).toMatchObject({ kind: 'order_hint', orderNumber: '77' })
    expect(read('orders/delete', { id: 77 })).toMatchObject({ kind: 'order_hint', orderNumber: '77' })
    expect(read('app/uninstalled', { id: 1 })).toMatchObject({ kind: 'nothing' })
    const trace = {
      orderNumber: '77',
      carrier: 'SF Express',
      waybill: 'SF1',
      nativeStatus: 'out_for_delivery',
      occurredAt: NOW,
      text: '',
    }
    const payload = { ...renderShopifyTrace(trace), id: 771, order_id: 77 }
    expect(read('fulfillments/update', payload)).toEqual({ kind: 'trace', trace })
  })
})

describe('Shopify Admin API', () => {
  test('it opens what we send, and refuses another token', () => {
    const sent = shopify.calls.readOrder?.request(ACCESS, input, NOW)
    if (!sent) throw new Error('no call')
    expect(sent.url).toMatch(/^https:\/\/qinghe\.myshopify\.com\/admin\/api\/\d{4}-\d{2}\/graphql\.json$/)
    const shopOf = (token: string) => (token === 'shpat_1' ? DOMAIN : null)
    expect(openShopifyRequest(asReceived(sent), shopOf)).toMatchObject({
      ok: true,
      call: { appKey: DOMAIN, method: 'BatonOrder', params: { id: `gid://shopify/Order/${ORDER.orderNumber}` } },
    })
    expect(openShopifyRequest(asReceived(sent), () => null)).toMatchObject({ ok: false, reply: { status: 401 } })
  })

  test('a shop domain cannot leave its place in the address', () => {
    const shop = { domain: 'evil.example/x?', accessToken: 't' }
    const sent = shopify.calls.readOrder?.request({ ...ACCESS, shop }, input, NOW)
    expect(sent?.url).toMatch(/^https:\/\/evil\.example%2Fx%3F\/admin/)
  })

  test.each(STORIES)('an order %s reads back as the webhook told it', (_name, order) => {
    const reply = asReply(shopifyData({ order: renderGraphqlOrder(order) }))
    expect(succeeded(shopify.calls.readOrder?.answer(reply, input, NOW))).toEqual(order)
  })

  test('changed orders come page by page by cursor', () => {
    const page = (hasNextPage: boolean) =>
      asReply(
        shopifyData({
          orders: {
            nodes: [{ id: 'gid://shopify/Order/7', updatedAt: '2026-03-01T12:00:00Z' }],
            pageInfo: { hasNextPage, endCursor: 'c1' },
          },
        }),
      )
    const window = { from: NOW, to: NOW, cursor: null }
    const list = (more: boolean) => succeeded(shopify.calls.listChanged?.answer(page(more), window, NOW))
    expect(list(true)).toEqual({ orders: [{ orderNumber: '7', version: NOW.getTime() }], next: 'c1' })
    expect(list(false).next).toBeNull()
  })

  test.each([
    ['absent', shopifyData({ order: null })],
    ['token', shopifyUnauthorized()],
    ['later', { status: 503, contentType: 'text/html', body: '' }],
    ['later', shopifyErrors([{ message: 'boom', extensions: { code: 'INTERNAL_SERVER_ERROR' } }])],
    ['never', shopifyErrors([{ message: 'no', extensions: { code: 'ACCESS_DENIED' } }])],
  ] as const)('faults: %s', (action, reply) => {
    const answer = shopify.calls.readOrder?.answer(asReply(reply), input, NOW)
    expect(answer).toMatchObject({ ok: false, fault: { action } })
  })

  test('a throttled call says how long until it has its points back', () => {
    const answer = shopify.calls.readOrder?.answer(asReply(shopifyThrottled()), input, NOW)
    expect(answer).toMatchObject({ fault: { action: 'later', limited: true, retryAfterMs: 2000 } })
  })
})
