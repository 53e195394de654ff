import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import type { HttpPush, OrderSnapshot, PushOutcome } from '../driver.ts'
import { SAMPLE_RETURNING, SAMPLE_SHIPPED } from '../sample-order.fixture.ts'
import vectors from '../vectors.fixture.json' with { type: 'json' }
import { orderEvent, ownShop, pushOwnShop, signWebhook, traceEvent } from './index.ts'

const SECRET = vectors.standard_webhooks.secret
const OLD_SECRET = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
const NOW = new Date('2026-03-01T12:00:30Z')
const ORDER: OrderSnapshot = {
  ...SAMPLE_SHIPPED,
  shopNumber: 'shop-7',
  nativeStatus: 'shipped',
  holds: ['risk'],
  afterSales: [{ ...SAMPLE_RETURNING, nativeStatus: 'requested' }],
}

function receive(push: HttpPush, now: Date = NOW): PushOutcome {
  const outcome = ownShop.receive?.(push, { app: { secret: SECRET }, endpoints: {} }, now)
  if (outcome === undefined) throw new Error('no receive')
  return outcome
}

function messagesOf(outcome: PushOutcome) {
  if (outcome.kind !== 'messages') throw new Error(outcome.reason)
  return outcome.messages
}

const orderPush = (sentAt: Date = NOW) =>
  pushOwnShop([SECRET], { id: 'msg_1', sentAt, event: orderEvent('order.shipped', ORDER, sentAt) })

describe('Standard Webhooks signature', () => {
  test('the published vector', () => {
    const { id, timestamp, payload, signature } = vectors.standard_webhooks
    expect(signWebhook(SECRET, { id, timestamp: String(timestamp), body: payload })).toBe(signature)
  })

  test('the official library accepts what we sign', () => {
    const push = pushOwnShop([SECRET], {
      id: 'msg_2',
      sentAt: new Date(),
      event: orderEvent('order.paid', ORDER, NOW),
    })
    expect(new Webhook(SECRET).verify(Buffer.from(push.body), push.headers)).toMatchObject({ type: 'order.paid' })
  })

  test('we accept what the official library signs', () => {
    const body = Buffer.from(JSON.stringify(orderEvent('order.paid', ORDER, NOW)))
    const headers = {
      'webhook-id': 'msg_3',
      'webhook-timestamp': String(NOW.getTime() / 1000),
      'webhook-signature': new Webhook(SECRET).sign('msg_3', new Date(NOW), body),
    }
    expect(messagesOf(receive({ method: 'POST', query: {}, headers, body }))[0]).toMatchObject({ key: 'msg_3' })
  })
})

describe('receiving own-shop webhooks', () => {
  test('one message: webhook-id as key, type as topic, the exact bytes as body, any 2xx as answer', () => {
    const push = orderPush()
    const outcome = receive(push)
    expect(outcome.answer.status).toBe(200)
    expect(messagesOf(outcome)).toEqual([
      {
        key: 'msg_1',
        topic: 'order.shipped',
        orderNumber: ORDER.orderNumber,
        shopNumber: 'shop-7',
        body: push.body,
      },
    ])
  })

  test('one of several signatures is enough while a key is rotated', () => {
    const event = orderEvent('order.shipped', ORDER, NOW)
    const push = pushOwnShop([OLD_SECRET, SECRET], { id: 'm', sentAt: NOW, event })
    const headers = { ...push.headers, 'webhook-signature': `v1a,xyz ${push.headers['webhook-signature']}` }
    expect(receive({ ...push, headers }).kind).toBe('messages')
    expect(receive(pushOwnShop([OLD_SECRET], { id: 'm', sentAt: NOW, event }))).toMatchObject({
      kind: 'refused',
      reason: 'signature_wrong',
    })
  })

  test.each([
    ['body', (push: HttpPush) => ({ ...push, body: Buffer.concat([push.body, Buffer.from(' ')]) })],
    ['id', (push: HttpPush) => ({ ...push, headers: { ...push.headers, 'webhook-id': 'other' } })],
    ['time', (push: HttpPush) => ({ ...push, headers: { ...push.headers, 'webhook-timestamp': '1' } })],
    ['signature', (push: HttpPush) => ({ ...push, headers: { ...push.headers, 'webhook-signature': 'v1,AAAA' } })],
  ])('a changed %s is refused', (_part, change) => {
    expect(receive(change(orderPush()))).toMatchObject({ kind: 'refused', reason: 'signature_wrong' })
  })

  test('five minutes either side are accepted, one second more is not', () => {
    const at = (seconds: number) => receive(orderPush(new Date(NOW.getTime() + seconds * 1000)))
    expect([at(-300).kind, at(300).kind]).toEqual(['messages', 'messages'])
    for (const outcome of [at(-301), at(301)]) expect(outcome).toMatchObject({ reason: 'timestamp_outside_window' })
  })

  test('missing headers and an unset secret are refused', () => {
    expect(receive({ ...orderPush(), headers: {} })).toMatchObject({ reason: 'signature_missing' })
    const outcome = ownShop.receive?.(orderPush(), { app: {}, endpoints: {} }, NOW)
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'signature_wrong' })
  })
})

describe('reading own-shop webhooks', () => {
  const read = (value: unknown) =>
    ownShop.read({ topic: 'any', orderNumber: null, body: Buffer.from(JSON.stringify(value)) })

  test('an order event carries the whole order', () => {
    const [message] = messagesOf(receive(orderPush()))
    if (!message) throw new Error('no message')
    expect(ownShop.read(message)).toEqual({ kind: 'order', order: ORDER, occurredAt: NOW })
  })

  const TRACE = {
    orderNumber: null,
    carrier: 'SF',
    waybill: 'SF1',
    nativeStatus: 'picked_up',
    occurredAt: NOW,
    text: '已揽收',
  }

  test('a trace event carries the fact', () => {
    expect(read(traceEvent(TRACE))).toEqual({ kind: 'trace', trace: TRACE })
  })

  test('a trace may name its shop, where one app serves several', () => {
    const event = traceEvent(TRACE)
    if (event.type !== 'shipment.trace') throw new Error(event.type)
    const told = { ...event, data: { trace: { ...event.data.trace, shopNumber: 'shop-7' } } }
    const push = pushOwnShop([SECRET], { id: 'msg_t', event: told, sentAt: NOW })
    const [message] = messagesOf(receive(push))
    expect(message).toMatchObject({ orderNumber: null, shopNumber: 'shop-7' })
    expect(message && ownShop.read(message)).toMatchObject({ kind: 'trace' })
  })

  test('an unknown key or a wrong type is refused by name', () => {
    const event = orderEvent('order.paid', ORDER, NOW)
    if (event.type === 'shipment.trace') throw new Error('wrong event')
    const with_ = (order: object) => ({ ...event, data: { order: { ...event.data.order, ...order } } })
    expect(() => read(with_({ colour: 'red' }))).toThrow(/data\.order.*colour/)
    expect(() => read(with_({ amountFen: 12.5 }))).toThrow(/data\.order\.amountFen/)
    expect(() => read(with_({ amountFen: '9007199254740993' }))).toThrow(/data\.order\.amountFen/)
  })

  test.each([
    { key: { by: 'transaction', transactionId: '4200000000000000001' }, payerId: 'o-1' },
    { key: { by: 'merchant', merchantId: '1900000109', outTradeNumber: 'T-1' }, payerId: 'o-1' },
  ] as const)('a payment comes through as it was sent, by $key.by', (payment) => {
    expect(read(orderEvent('order.paid', { ...ORDER, payment }, NOW))).toMatchObject({ order: { payment } })
  })

  test('a payment without a number that WeChat knows it by is refused', () => {
    const event = orderEvent('order.paid', ORDER, NOW)
    if (event.type === 'shipment.trace') throw new Error('wrong event')
    const paidBy = (payment: object) => ({ ...event, data: { order: { ...event.data.order, payment } } })
    expect(() => read(paidBy({ merchantId: '1900000109', payerOpenId: 'o-1' }))).toThrow(/data\.order\.payment/)
    expect(() => read(paidBy({ transactionId: '42' }))).toThrow(/payment\.payerOpenId/)
  })

  test('an order number written as a number keeps its digits or is refused, never rounded', () => {
    const text = JSON.stringify(orderEvent('order.paid', ORDER, NOW)).replace(
      `"number":"${ORDER.orderNumber}"`,
      `"number":${ORDER.orderNumber}`,
    )
    expect(ownShop.read({ topic: 'order.paid', orderNumber: null, body: Buffer.from(text) })).toMatchObject({
      order: { orderNumber: ORDER.orderNumber },
    })
  })

  test('other types say nothing, also where they name an order: an own shop cannot be asked for it', () => {
    expect(read({ type: 'invoice.made', data: { orderNumber: '77' } })).toMatchObject({ kind: 'nothing' })
    expect(read({ type: 'ping' })).toMatchObject({ kind: 'nothing' })
  })
})
