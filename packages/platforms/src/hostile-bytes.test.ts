import { PLATFORMS } from '@baton/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventSign } from './douyin/index.ts'
import { UnreadableMessage } from './driver.ts'
import { DRIVERS } from './index.ts'
import { readPmcFrame } from './pinduoduo/index.ts'
import { signedShopify } from './shopify/index.ts'
import { signWebhook } from './standard-webhooks/index.ts'
import { decodeTmcFrame, readTmcArrival, readTmcRequest } from './taobao/index.ts'
import { sha1Sorted } from './weixin-shop/index.ts'
import { signedWoo } from './woocommerce/index.ts'

const NOW = new Date('2026-03-01T00:00:00Z')
const SHIPMENT = {
  orderNumber: '1',
  parcels: [
    {
      carrier: 'SF',
      carrierName: 'SF',
      waybill: 'SF1',
      lines: [{ lineNumber: '1', itemNumber: '1', sku: null, title: '', quantity: 1 }],
    },
  ],
  requestKey: 'key',
  isFirst: true,
  isLast: true,
  receiverPhone: null,
  payment: null,
  progress: null,
}
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.json().map((text) => new Uint8Array(Buffer.from(text))),
  fc
    .record({ tag: fc.jsonValue(), data: fc.jsonValue(), type: fc.jsonValue(), content: fc.jsonValue() })
    .map((value) => new Uint8Array(Buffer.from(JSON.stringify([value])))),
  fc
    .record(
      {
        Event: fc.jsonValue(),
        order_info: fc.jsonValue(),
        message: fc.jsonValue(),
        type: fc.jsonValue(),
        id: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((value) => new Uint8Array(Buffer.from(JSON.stringify(value)))),
)

function onlyUnreadable(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableMessage)
  }
}

describe('hostile bytes', () => {
  test.each(PLATFORMS)('%s: reading throws nothing but UnreadableMessage', (platform) => {
    fc.assert(
      fc.property(bytes, (body) =>
        onlyUnreadable(() => DRIVERS[platform].read({ topic: 'any', orderNumber: null, body })),
      ),
    )
  })

  test.each(PLATFORMS)('%s: any reply of any status gets an answer', (platform) => {
    const { calls } = DRIVERS[platform]
    fc.assert(
      fc.property(bytes, fc.integer({ min: 200, max: 599 }), (body, status) => {
        const reply = { status, body }
        const answers = [
          calls.readOrder?.answer(reply, { orderNumber: '1' }, NOW),
          calls.readAfterSale?.answer(reply, { orderNumber: '1', afterSaleNumber: '2' }, NOW),
          calls.listChanged?.answer(reply, { from: NOW, to: NOW, cursor: null }, NOW),
          calls.refreshToken?.answer(reply, {}, NOW),
          calls.permitMessages?.answer(reply, {}, NOW),
          calls.listCarriers?.answer(reply, {}, NOW),
          calls.ship?.answer(reply, SHIPMENT, NOW),
          calls.cancel?.answer(reply, { orderNumber: '1', reason: '', requestKey: 'key' }, NOW),
        ]
        for (const answer of answers) if (answer && !answer.ok) expect(answer.fault.code).not.toBe('')
      }),
    )
  })

  test('socket frames: decoding throws nothing but UnreadableMessage', () => {
    fc.assert(
      fc.property(bytes, (body) => {
        onlyUnreadable(() => decodeTmcFrame(body))
        onlyUnreadable(() => readTmcArrival(Uint8Array.of(2, 2, ...body)))
        onlyUnreadable(() => readTmcRequest(Uint8Array.of(2, 0, ...body)))
        onlyUnreadable(() => readPmcFrame(body))
      }),
    )
  })

  test('own-shop and douyin keep whatever is signed; every push gets an outcome', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const timestamp = String(NOW.getTime() / 1000)
    fc.assert(
      fc.property(bytes, (body) => {
        const signed = {
          'webhook-id': 'm1',
          'webhook-timestamp': timestamp,
          'webhook-signature': signWebhook(secret, { id: 'm1', timestamp, body }),
        }
        const push = { method: 'POST', query: {}, body }
        const own = DRIVERS['own-shop'].receive?.({ ...push, headers: signed }, { app: { secret }, endpoints: {} }, NOW)
        expect(own).toMatchObject({ kind: 'messages', messages: [{ key: 'm1' }] })
        const app = { appKey: 'k', appSecret: 's' }
        const headers = { 'event-sign': eventSign('k', 's', body) }
        const douyin = DRIVERS.douyin.receive?.({ ...push, headers }, { app, endpoints: {} }, NOW)
        expect(douyin?.kind).toBe('messages')
      }),
    )
  })

  test('shopify and woocommerce keep whatever is signed, and read it or say why not', () => {
    fc.assert(
      fc.property(bytes, (body) => {
        const base = { topic: 'orders/updated', webhookId: 'w1', shopDomain: 'a.myshopify.com', triggeredAt: NOW }
        const access = { app: { clientSecret: 's', webhookSecret: 's' }, endpoints: {} }
        const shopify = DRIVERS.shopify.receive?.(signedShopify('s', base, body), access, NOW)
        expect(shopify).toMatchObject({ kind: 'messages', messages: [{ key: 'w1' }] })
        const push = signedWoo('s', { topic: 'order.updated', deliveryId: 'd1', source: 'https://a.example' }, body)
        const woo = DRIVERS.woocommerce.receive?.(push, access, NOW)
        if (woo?.kind !== 'messages' || woo.messages[0] === undefined) throw new Error('refused')
        onlyUnreadable(() => DRIVERS.shopify.read({ topic: 'orders/updated', orderNumber: null, body }))
        onlyUnreadable(() => DRIVERS.woocommerce.read({ topic: 'order.updated', orderNumber: null, body }))
      }),
    )
  })

  test('weixin-shop: garbage is refused or kept, never thrown', () => {
    const app = { appId: 'wx1', token: 't', encodingAesKey: 'A'.repeat(43) }
    fc.assert(
      fc.property(bytes, fc.base64String({ maxLength: 200 }), (body, encrypted) => {
        const query = { timestamp: '1', nonce: '2', msg_signature: sha1Sorted(['t', '1', '2', encrypted]) }
        const push = { method: 'POST', query, headers: {} }
        const access = { app, endpoints: {} }
        expect(DRIVERS['weixin-shop'].receive?.({ ...push, body }, access, NOW).kind).toBe('refused')
        const sealed = Buffer.from(JSON.stringify({ Encrypt: encrypted }))
        expect(DRIVERS['weixin-shop'].receive?.({ ...push, body: sealed }, access, NOW)).toBeDefined()
      }),
    )
  })
})
