import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HttpPush, OrderSnapshot, PushOutcome } from '../driver.ts'
import { asReceived, asReply, succeeded } from '../gateway-request.fixture.ts'
import { SAMPLE_AFTER_SALE, SAMPLE_ORDER, SAMPLE_RETURNING, SAMPLE_SHIPPED } from '../sample-order.fixture.ts'
import vectors from '../vectors.fixture.json' with { type: 'json' }
import {
  decryptMessage,
  encryptMessage,
  openWeixinRequest,
  pushWeixinShop,
  renderWeixinAfterSale,
  renderWeixinOrder,
  renderWeixinPage,
  sha1Sorted,
  WEIXIN_FAULTS,
  weixinAddressCheck,
  weixinAfterSaleEvent,
  weixinFailure,
  weixinOrderEvent,
  weixinShop,
  weixinSuccess,
  weixinToken,
} from './index.ts'

const NOW = new Date('2026-03-01T00:00:00Z')
const APP = {
  appId: 'wxba5fad812f8e6fb9',
  appSecret: 'app-secret',
  token: 'AAAAA',
  encodingAesKey: 'A'.repeat(43),
}
const BIG = '3705115058471208928'
const BASE = { originalId: 'gh_1', openId: 'o-1', at: NOW, idAs: 'string' } as const
const ENVELOPE = { sentAt: NOW, nonce: '415670741', random: new Uint8Array(16).fill(7), openId: 'o-1' }
const ACCESS = { app: APP, endpoints: weixinShop.endpoints, shop: { accessToken: 'token-1' } }
const input = { orderNumber: BIG }

function receive(push: HttpPush): PushOutcome {
  const outcome = weixinShop.receive?.(push, { app: APP, endpoints: {} }, NOW)
  if (outcome === undefined) throw new Error('no receive')
  return outcome
}

function onlyMessage(outcome: PushOutcome) {
  if (outcome.kind !== 'messages') throw new Error(outcome.reason)
  const [message] = outcome.messages
  if (!message) throw new Error('no message')
  return message
}

describe('WeChat encryption', () => {
  test('the official shop sample: signature, decryption, appid', () => {
    const vector = vectors.wechat_shop_push
    expect(sha1Sorted([vector.token, vector.timestamp, vector.nonce, vector.encrypt])).toBe(vector.msg_signature)
    const { message, appId } = decryptMessage(vector.encrypt, vector.encodingAesKey)
    expect(Buffer.from(message).toString()).toBe(vector.plaintext)
    expect(appId).toBe(vector.appid)
  })

  test('the official samples of the same scheme in WeCom', () => {
    const { wecom_message: message, wecom_echostr: echo } = vectors
    expect(sha1Sorted([message.token, message.timestamp, message.nonce, message.encrypt])).toBe(message.msg_signature)
    const opened = decryptMessage(message.encrypt, message.encodingAesKey)
    expect(Buffer.from(opened.message).toString()).toContain(message.plaintext_contains)
    expect(opened.appId).toBe(message.receiveid)
    expect(sha1Sorted([echo.token, echo.timestamp, echo.nonce, echo.echostr])).toBe(echo.msg_signature)
    expect(Buffer.from(decryptMessage(echo.echostr, echo.encodingAesKey).message).toString()).toBe(echo.plaintext)
  })

  test('the independent library reads what we write, and we read what it writes', () => {
    const ours = encryptMessage('{"你":"好"}', APP, ENVELOPE.random)
    expect(decrypt(APP.encodingAesKey, ours)).toMatchObject({ message: '{"你":"好"}', id: APP.appId })
    expect(getSignature('AAAAA', '1', '2', ours)).toBe(sha1Sorted(['AAAAA', '1', '2', ours]))
    const theirs = decryptMessage(encrypt(APP.encodingAesKey, '{"你":"好"}', APP.appId), APP.encodingAesKey)
    expect(Buffer.from(theirs.message).toString()).toBe('{"你":"好"}')
    expect(theirs.appId).toBe(APP.appId)
  })

  test('property: every text of every length reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        const opened = decryptMessage(encryptMessage(text, APP, ENVELOPE.random), APP.encodingAesKey)
        expect([Buffer.from(opened.message).toString(), opened.appId]).toEqual([text, APP.appId])
      }),
    )
  })
})

describe('receiving WeChat pushes', () => {
  test('the address check: the official signature, echostr returned raw', () => {
    const { timestamp, nonce, signature } = vectors.wechat_url_verify
    const query = { timestamp, nonce, signature, echostr: '4375120948345356249' }
    expect(receive({ method: 'GET', query, headers: {}, body: new Uint8Array(0) })).toMatchObject({
      kind: 'messages',
      messages: [],
      answer: { status: 200, body: '4375120948345356249' },
    })
    const wrong = { ...query, signature: signature.replace('f', 'e') }
    expect(receive({ method: 'GET', query: wrong, headers: {}, body: new Uint8Array(0) })).toMatchObject({
      reason: 'signature_wrong',
    })
    expect(receive(weixinAddressCheck(APP, 'echo', ENVELOPE)).answer.body).toBe('echo')
  })

  test('the official shop push is acknowledged with success and concerns no order', () => {
    const vector = vectors.wechat_shop_push
    const query = { timestamp: vector.timestamp, nonce: vector.nonce, msg_signature: vector.msg_signature }
    const body = Buffer.from(JSON.stringify({ ToUserName: 'gh_97417a04a28d', Encrypt: vector.encrypt }))
    const outcome = receive({ method: 'POST', query, headers: {}, body })
    expect(outcome.answer).toMatchObject({ status: 200, body: 'success' })
    expect(weixinShop.read(onlyMessage(outcome))).toMatchObject({ kind: 'nothing' })
  })

  test.each(['number', 'string'] as const)('an order event with its id as %s: key, body and hint', (idAs) => {
    const order = { orderNumber: BIG, fields: { pay_time: '1658509200' } }
    const event = weixinOrderEvent('channels_ec_order_pay', order, { ...BASE, idAs })
    const message = onlyMessage(receive(pushWeixinShop(APP, event, ENVELOPE)))
    expect(message).toMatchObject({
      key: `o-1:1772323200:channels_ec_order_pay:${BIG}`,
      topic: 'channels_ec_order_pay',
      orderNumber: BIG,
      shopNumber: APP.appId,
    })
    expect(Buffer.from(message.body).toString()).toContain(idAs === 'number' ? `:${BIG}` : `"${BIG}"`)
    expect(weixinShop.read(message)).toEqual({ kind: 'order_hint', orderNumber: BIG, occurredAt: NOW })
  })

  test('two after-sale events of one order in one second keep two keys', () => {
    const key = (nativeStatus: string) => {
      const event = weixinAfterSaleEvent({ orderNumber: BIG, afterSaleNumber: '2000000', nativeStatus }, BASE)
      const message = onlyMessage(receive(pushWeixinShop(APP, event, ENVELOPE)))
      expect(weixinShop.read(message)).toMatchObject({ kind: 'after_sale_hint', afterSaleNumber: '2000000' })
      return message.key
    }
    expect(key('MERCHANT_PROCESSING')).not.toBe(key('USER_CANCELD'))
  })

  test('a changed byte, another receiver and a foreign body are refused', () => {
    const event = weixinOrderEvent('channels_ec_order_pay', { orderNumber: BIG }, BASE)
    const push = pushWeixinShop(APP, event, ENVELOPE)
    const body = Buffer.from(Buffer.from(push.body).toString().replace('"Encrypt":"', '"Encrypt":"A'))
    expect(receive({ ...push, body })).toMatchObject({ reason: 'signature_wrong', answer: { body: 'fail' } })
    expect(receive(pushWeixinShop({ ...APP, appId: 'wxother' }, event, ENVELOPE))).toMatchObject({
      reason: 'receiver_wrong',
    })
    expect(receive({ ...push, body: Buffer.from('<xml/>') })).toMatchObject({ reason: 'malformed' })
    expect(receive({ ...push, query: {} })).toMatchObject({ reason: 'signature_missing' })
  })

  test('an order event without its number is unreadable', () => {
    const body = Buffer.from('{"Event":"channels_ec_order_pay","FromUserName":"o","CreateTime":1}')
    expect(() => weixinShop.read({ topic: '', orderNumber: null, body })).toThrow(/order_id/)
  })
})

describe('WeChat shop API', () => {
  const ORDER: OrderSnapshot = { ...SAMPLE_ORDER, orderNumber: BIG, nativeStatus: '20' }
  const SHIPPED: OrderSnapshot = { ...SAMPLE_SHIPPED, orderNumber: BIG, nativeStatus: '30' }

  test('requests carry the token in the query; the gateway asks whose it is', () => {
    const sent = weixinShop.calls.readOrder?.request(ACCESS, input, NOW)
    if (!sent) throw new Error('no call')
    expect(openWeixinRequest(asReceived(sent), () => APP.appId)).toMatchObject({
      ok: true,
      call: { appKey: APP.appId, method: '/channels/ec/order/get', params: { order_id: BIG }, accessToken: 'token-1' },
    })
    const expired = openWeixinRequest(asReceived(sent), () => WEIXIN_FAULTS.tokenExpired)
    expect(expired.ok ? null : JSON.parse(expired.reply.body)).toMatchObject({ errcode: 42001 })
    const first = weixinShop.calls.readOrder?.request({ ...ACCESS, shop: {} }, input, NOW)
    const missing = first && openWeixinRequest(asReceived(first), () => APP.appId)
    expect(missing).toMatchObject({ ok: false })
  })

  test.each([
    ['to ship', ORDER],
    ['with an open after-sale', { ...ORDER, holds: ['refund_requested'] }],
    ['shipped in two parcels', SHIPPED],
    ['refunded after shipping', { ...SHIPPED, nativeStatus: '200' }],
    ['unpaid', { ...ORDER, nativeStatus: '10', paidAt: null, receiver: null, shipBy: null }],
  ] satisfies [string, OrderSnapshot][])('an order %s reads back as it was rendered', (_name, order) => {
    const reply = asReply(weixinSuccess({ order: renderWeixinOrder(order) }))
    expect(succeeded(weixinShop.calls.readOrder?.answer(reply, input, NOW))).toEqual(order)
  })

  test('the deadline of an after-sale is what remains from the moment of the reply', () => {
    const sale = {
      ...SAMPLE_RETURNING,
      orderNumber: BIG,
      nativeStatus: 'MERCHANT_PROCESSING',
      wholeOrder: false,
    }
    const reply = asReply(weixinSuccess({ after_sale_order: renderWeixinAfterSale(sale, NOW) }))
    const answer = weixinShop.calls.readAfterSale?.answer(reply, { ...input, afterSaleNumber: '1' }, NOW)
    expect(succeeded(answer)).toEqual(sale)
  })

  test.each(['refund_only', 'return', 'exchange', 'resend', 'unknown'] as const)(
    'a %s is one when it is read',
    (kind) => {
      const sale = { ...SAMPLE_AFTER_SALE, kind, orderNumber: BIG, wholeOrder: false }
      const reply = asReply(weixinSuccess({ after_sale_order: renderWeixinAfterSale(sale, NOW) }))
      const answer = weixinShop.calls.readAfterSale?.answer(reply, { ...input, afterSaleNumber: '1' }, NOW)
      expect(succeeded(answer)).toMatchObject({ kind })
    },
  )

  test('pages run on next_key', () => {
    const list = (nextKey: string | null) => {
      const reply = asReply(weixinSuccess(renderWeixinPage({ orderNumbers: [BIG], nextKey })))
      return succeeded(weixinShop.calls.listChanged?.answer(reply, { from: NOW, to: NOW, cursor: null }, NOW))
    }
    expect(list('k2')).toEqual({ orders: [{ orderNumber: BIG, version: null }], next: 'k2' })
    expect(list(null).next).toBeNull()
  })

  test.each([
    ['token', weixinFailure(WEIXIN_FAULTS.tokenInvalid)],
    ['token', weixinFailure(WEIXIN_FAULTS.tokenExpired)],
    ['later', weixinFailure(WEIXIN_FAULTS.busy)],
    ['never', weixinFailure({ code: 10020116, message: 'change not allowed' })],
    ['absent', weixinSuccess({})],
  ] as const)('faults: %s', (action, reply) => {
    expect(weixinShop.calls.readOrder?.answer(asReply(reply), input, NOW)).toMatchObject({
      ok: false,
      fault: { action },
    })
  })

  test('a token is fetched with the app’s own credentials', () => {
    const sent = weixinShop.calls.refreshToken?.request(ACCESS, {}, NOW)
    expect(sent?.url).toBe('https://api.weixin.qq.com/cgi-bin/stable_token')
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      grant_type: 'client_credential',
      appid: APP.appId,
      secret: 'app-secret',
      force_refresh: false,
    })
    expect(succeeded(weixinShop.calls.refreshToken?.answer(asReply(weixinToken('t', 7200)), {}, NOW))).toEqual({
      accessToken: 't',
      refreshToken: null,
      expiresInSeconds: 7200,
    })
  })
})
