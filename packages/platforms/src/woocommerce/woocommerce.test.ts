import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { HttpPush, OrderSnapshot, PushOutcome } from '../driver.ts'
import { asReceived, asReply, succeeded } from '../gateway-request.fixture.ts'
import { SAMPLE_AFTER_SALE, SAMPLE_ORDER } from '../sample-order.fixture.ts'
import { WOO_PAGE_SIZE } from './calls.ts'
import {
  openWooRequest,
  pushWoo,
  renderWooOrder,
  WOO_FAULTS,
  woocommerce,
  wooFailure,
  wooPing,
  wooSignature,
  wooSuccess,
} from './index.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
const APP = { webhookSecret: 'hush', consumerKey: 'ck_1', consumerSecret: 'cs_1' }
const ACCESS = { app: APP, endpoints: { gateway: 'https://shop.example/' }, shop: {} }
const ORDER: OrderSnapshot = {
  ...SAMPLE_ORDER,
  nativeStatus: 'processing',
  shipBy: null,
  currency: 'EUR',
  buyer: { id: '26', nick: null },
  receiver: {
    name: 'Anna Keller',
    phone: '+4930123456',
    province: 'BE',
    city: 'Berlin',
    district: '',
    address: 'Lindenstraße 7',
    handle: null,
  },
}
const input = { orderNumber: ORDER.orderNumber }
const BASE = { topic: 'order.updated', deliveryId: 'd1', source: 'https://shop.example/' } as const
const pushed = (order: OrderSnapshot) => pushWoo(APP.webhookSecret, { ...BASE, payload: renderWooOrder(order) })

function receive(push: HttpPush): PushOutcome {
  const outcome = woocommerce.receive?.(push, ACCESS, NOW)
  if (outcome === undefined) throw new Error('no receive')
  return outcome
}

function onlyMessage(outcome: PushOutcome) {
  if (outcome.kind !== 'messages' || outcome.messages[0] === undefined) throw new Error('no message')
  return outcome.messages[0]
}

const STORIES: readonly [string, OrderSnapshot][] = [
  ['paid', ORDER],
  ['unpaid by a guest', { ...ORDER, nativeStatus: 'pending', paidAt: null, buyer: { id: null, nick: null } }],
  ['completed', { ...ORDER, nativeStatus: 'completed', shippedAt: new Date('2026-03-01T10:00:00Z') }],
  [
    'refunded',
    {
      ...ORDER,
      nativeStatus: 'refunded',
      afterSales: [
        {
          ...SAMPLE_AFTER_SALE,
          kind: 'refund_only',
          nativeStatus: 'refund',
          version: ORDER.version,
          respondBy: null,
        },
      ],
    },
  ],
]

describe('WooCommerce webhooks', () => {
  test('the signature is base64 HMAC-SHA256 with the secret’s special characters restored', () => {
    const expected = createHmac('sha256', `a&b<c>"d'e`).update('body').digest('base64')
    expect(wooSignature('a&amp;b&lt;c&gt;&quot;d&#039;e', 'body')).toBe(expected)
    expect(wooSignature(`a&b<c>"d'e`, 'body')).toBe(expected)
  })

  test('the unsigned form of a new webhook gets exactly 200 and means nothing; other unsigned bodies are refused', () => {
    expect(receive(wooPing('123'))).toMatchObject({ kind: 'messages', messages: [], answer: { status: 200 } })
    const order = Buffer.from(JSON.stringify({ id: 1, status: 'completed' }))
    expect(receive({ ...wooPing('123'), body: order })).toMatchObject({ reason: 'signature_missing' })
    expect(receive({ ...wooPing('123'), body: Buffer.from('webhook_id=1&id=2') })).toMatchObject({ kind: 'refused' })
  })

  test('two deliveries that share an id keep two keys; the same bytes again keep one', () => {
    const key = (order: OrderSnapshot) => onlyMessage(receive(pushed(order))).key
    expect(key(ORDER)).toBe(key(ORDER))
    expect(key(ORDER)).not.toBe(key({ ...ORDER, nativeStatus: 'on-hold' }))
  })

  test('a changed byte is refused', () => {
    const push = pushed(ORDER)
    expect(receive({ ...push, body: Buffer.from(`${push.body} `) })).toMatchObject({ reason: 'signature_wrong' })
  })

  test.each(STORIES)('an order %s reads back from its webhook, by its times in UTC', (_name, order) => {
    const message = onlyMessage(receive(pushed(order)))
    expect(message.orderNumber).toBe(order.orderNumber)
    expect(woocommerce.read(message)).toEqual({ kind: 'order', order, occurredAt: new Date(order.version) })
  })

  test('an order without its times in UTC is refused, since its zone is unknown', () => {
    const { date_modified_gmt: _, ...payload } = renderWooOrder(ORDER)
    const message = onlyMessage(receive(pushWoo(APP.webhookSecret, { ...BASE, payload })))
    expect(() => woocommerce.read(message)).toThrow(/date_modified_gmt/)
  })

  test('a deletion is only a number', () => {
    const push = pushWoo(APP.webhookSecret, { ...BASE, topic: 'order.deleted', payload: { id: 77 } })
    expect(woocommerce.read(onlyMessage(receive(push)))).toMatchObject({ kind: 'order_hint', orderNumber: '77' })
  })
})

describe('WooCommerce REST API', () => {
  const window = { from: new Date('2026-03-01T11:00:00Z'), to: NOW }

  test('it opens what we send, and refuses another secret', () => {
    const sent = woocommerce.calls.readOrder?.request(ACCESS, input, NOW)
    if (!sent) throw new Error('no call')
    expect(sent.url).toBe(`https://shop.example/wp-json/wc/v3/orders/${ORDER.orderNumber}`)
    expect(openWooRequest(asReceived(sent), () => 'cs_1')).toMatchObject({
      ok: true,
      call: { appKey: 'ck_1', method: `GET /orders/${ORDER.orderNumber}` },
    })
    expect(openWooRequest(asReceived(sent), () => 'cs_2')).toMatchObject({ ok: false, reply: { status: 401 } })
  })

  test.each(STORIES)('an order %s reads back', (_name, order) => {
    const reply = asReply(wooSuccess(renderWooOrder(order)))
    expect(succeeded(woocommerce.calls.readOrder?.answer(reply, input, NOW))).toEqual(order)
  })

  test('a full page goes on from its last second, a page within one second goes on by page', () => {
    const page = (at: string, count: number) =>
      asReply(wooSuccess(Array.from({ length: count }, (_, id) => ({ id: id + 1, date_modified_gmt: at }))))
    const next = (cursor: string | null, at: string, count = WOO_PAGE_SIZE) =>
      succeeded(woocommerce.calls.listChanged?.answer(page(at, count), { ...window, cursor }, NOW)).next
    const first = next(null, '2026-03-01T11:30:00')
    expect(first).toBe(`${Date.parse('2026-03-01T11:29:59Z')}:1`)
    expect(next(first, '2026-03-01T11:30:00')).toBe(`${Date.parse('2026-03-01T11:29:59Z')}:2`)
    expect(next(first, '2026-03-01T11:30:00', WOO_PAGE_SIZE - 1)).toBeNull()
    const sent = woocommerce.calls.listChanged?.request(ACCESS, { ...window, cursor: first }, NOW)
    const query = new URL(sent?.url ?? '').searchParams
    expect(Object.fromEntries(query)).toMatchObject({
      modified_after: '2026-03-01T11:29:59',
      modified_before: '2026-03-01T12:00:01',
      dates_are_gmt: 'true',
      orderby: 'modified',
      order: 'asc',
      page: '1',
    })
  })

  test.each([
    ['absent', wooFailure(WOO_FAULTS.orderAbsent)],
    ['never', wooFailure(WOO_FAULTS.routeAbsent)],
    ['never', wooFailure(WOO_FAULTS.unauthorized)],
    ['later', wooFailure(WOO_FAULTS.tooMany)],
    ['later', { status: 200, contentType: 'text/html', body: '<p>A plug-in speaks first</p>' }],
  ] as const)('faults: %s', (action, reply) => {
    const answer = woocommerce.calls.readOrder?.answer(asReply(reply), input, NOW)
    expect(answer).toMatchObject({ ok: false, fault: { action } })
  })

  test('429 with Retry-After says how long', () => {
    const reply = { ...asReply(wooFailure(WOO_FAULTS.tooMany)), headers: { 'retry-after': '7' } }
    const answer = woocommerce.calls.readOrder?.answer(reply, input, NOW)
    expect(answer).toMatchObject({ fault: { action: 'later', limited: true, retryAfterMs: 7000 } })
  })
})
