import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type OrderSnapshot, UnreadableMessage } from '../driver.ts'
import { asReceived, asReply, succeeded } from '../gateway-request.fixture.ts'
import { wireNumber } from '../lossless-json.ts'
import { SAMPLE_ORDER, SAMPLE_RETURNING, SAMPLE_SHIPPED } from '../sample-order.fixture.ts'
import vectors from '../vectors.fixture.json' with { type: 'json' }
import {
  openPmcPath,
  openPopRequest,
  POP_FAULTS,
  pinduoduo,
  pmcAck,
  pmcFail,
  pmcHeartbeat,
  pmcMessageFrame,
  pmcUrl,
  popFailure,
  popSuccess,
  readPmcFrame,
  renderPddOrder,
  renderPddRefund,
  renderPopPage,
  signPop,
} from './index.ts'

const NOW = new Date('2026-03-01T00:00:00Z')
const ID = '9223372036854775801'
const ORDER_SN = '210707-339507978993455'
const ACCESS = {
  app: { clientId: 'app', clientSecret: 'secret' },
  endpoints: pinduoduo.endpoints,
  shop: { accessToken: 'token-1', refreshToken: 'refresh-1' },
}
const secretOf = (clientId: string) => (clientId === 'app' ? 'secret' : null)
const ORDER: OrderSnapshot = {
  ...SAMPLE_ORDER,
  orderNumber: ORDER_SN,
  nativeStatus: '1',
  buyer: { id: null, nick: null },
}
const PARCEL = { carrier: '85', waybill: 'YT2600227881409', lineNumbers: [] }
const SHIPPED: OrderSnapshot = { ...ORDER, nativeStatus: '2', shippedAt: SAMPLE_SHIPPED.shippedAt, parcels: [PARCEL] }
const input = { orderNumber: ORDER_SN }

describe('PMC', () => {
  test('the published address vector', () => {
    const { clientId, secret, ms, path } = vectors.pdd_pmc_url
    const url = pmcUrl('wss://message-api.pinduoduo.com', { clientId, clientSecret: secret }, new Date(ms))
    expect(url).toBe(`wss://message-api.pinduoduo.com${path}`)
    expect(openPmcPath(path, secretOf, new Date(ms))).toEqual({ ok: true, clientId: 'app' })
    expect(openPmcPath(path, secretOf, new Date(ms + 11 * 60_000))).toEqual({ ok: false, why: 'time' })
    expect(openPmcPath(path.replace('OTgx', 'OTgy'), secretOf, new Date(ms))).toEqual({ ok: false, why: 'digest' })
    expect(openPmcPath('/message/other/1/x', secretOf, NOW)).toEqual({ ok: false, why: 'client' })
    expect(openPmcPath('/elsewhere', secretOf, NOW)).toEqual({ ok: false, why: 'path' })
  })

  test('the published sample hints at its refund', () => {
    const sample =
      '{"content":"{\\"mall_id\\":171504183,\\"refund_fee\\":1990,\\"bill_type\\":1,\\"modified\\":1625637425016,\\"refund_id\\":7381745730,\\"operation\\":1000,\\"tid\\":\\"210707-339507978993455\\"}","mallID":171504183,"type":"pdd_refund_RefundCreated"}'
    const frame = readPmcFrame(`{"id":${ID},"commandType":"Common","time":1,"sendTime":2,"message":${sample}}`)
    if (frame.kind !== 'message') throw new Error(frame.kind)
    expect(frame.message).toMatchObject({
      key: ID,
      topic: 'pdd_refund_RefundCreated',
      orderNumber: ORDER_SN,
      shopNumber: '171504183',
    })
    expect(pinduoduo.read(frame.message)).toEqual({
      kind: 'after_sale_hint',
      orderNumber: ORDER_SN,
      afterSaleNumber: '7381745730',
      occurredAt: new Date(1625637425016),
    })
  })

  test('a message goes out and its acknowledgement comes back with the same 64-bit id', () => {
    const content = { tid: ORDER_SN, mall_id: wireNumber('171504183') }
    const text = pmcMessageFrame({ id: ID, type: 'pdd_trade_TradeConfirmed', mallId: '171504183', content }, NOW)
    const frame = readPmcFrame(text)
    if (frame.kind !== 'message') throw new Error(frame.kind)
    expect(Buffer.from(frame.message.body).toString()).toBe(text)
    expect(pinduoduo.read(frame.message)).toEqual({ kind: 'order_hint', orderNumber: ORDER_SN, occurredAt: NOW })
    const ack = pmcAck(frame.envelope, NOW)
    expect(ack).toBe(
      `{"commandType":"Ack","time":1772323200000,"id":${ID},"sendTime":1772323200000,"type":"pdd_trade_TradeConfirmed","mallID":171504183}`,
    )
    expect(readPmcFrame(ack)).toEqual({ kind: 'ack', envelope: frame.envelope })
    expect(readPmcFrame(pmcFail(frame.envelope, 'disk full', NOW))).toMatchObject({ kind: 'fail', reason: 'disk full' })
  })

  test.each(['{"commandType":"Common","message":{}}', '{"commandType":"Common","id":7,"message":"{}"}'])(
    'a message without an id or without its parts cannot be read: %s',
    (frame) => expect(() => readPmcFrame(frame)).toThrow(UnreadableMessage),
  )

  test('heartbeats', () => {
    expect(pmcHeartbeat(NOW)).toBe('{"commandType":"HeartBeat","time":1772323200000}')
    expect(readPmcFrame(pmcHeartbeat(NOW))).toEqual({ kind: 'heartbeat', time: NOW })
  })

  test('other types: a hint when an order is named, otherwise nothing', () => {
    const read = (type: string, content: object) =>
      pinduoduo.read({
        topic: type,
        orderNumber: null,
        body: Buffer.from(JSON.stringify({ message: { type, content } })),
      })
    expect(read('pdd_goods_Changed', { goods_id: 1 })).toMatchObject({ kind: 'nothing' })
    expect(read('pdd_new_Thing', { order_sn: 'a-1' })).toMatchObject({ kind: 'order_hint', orderNumber: 'a-1' })
    expect(() => read('pdd_trade_TradeSuccess', {})).toThrow(/tid/)
  })
})

describe('POP gateway', () => {
  test('signature: sorted between two secrets', () => {
    const expected = createHash('md5').update('sa1b2s').digest('hex').toUpperCase()
    expect(signPop('s', { b: '2', a: '1', sign: 'ignored' })).toBe(expected)
  })

  test('it opens what we send, as form or as JSON, and refuses a changed byte', () => {
    const sent = pinduoduo.calls.readOrder?.request(ACCESS, input, NOW)
    if (!sent) throw new Error('no call')
    const opened = { ok: true, call: { appKey: 'app', method: 'pdd.order.information.get', accessToken: 'token-1' } }
    const form = asReceived(sent)
    expect(openPopRequest(form, secretOf)).toMatchObject(opened)
    const params = Object.fromEntries(new URLSearchParams(sent.body ?? ''))
    const headers = { 'content-type': 'application/json' }
    const json = { ...form, headers, body: Buffer.from(JSON.stringify({ ...params, timestamp: 1772323200 })) }
    expect(openPopRequest(json, secretOf)).toMatchObject(opened)
    const tampered = { ...form, body: Buffer.from((sent.body ?? '').replace('token-1', 'token-2')) }
    const refusal = openPopRequest(tampered, secretOf)
    expect(refusal.ok ? null : JSON.parse(refusal.reply.body).error_response).toMatchObject({ error_code: 20004 })
  })
})

describe('Pinduoduo orders', () => {
  test.each([
    ['to ship', ORDER],
    ['under risk control', { ...ORDER, holds: ['risk'] }],
    ['refund asked', { ...ORDER, nativeStatus: '1/2', holds: ['refund_requested'] }],
    ['refunded before shipping', { ...ORDER, nativeStatus: '1/4' }],
    ['shipped', SHIPPED],
    ['refunded after shipping', { ...SHIPPED, nativeStatus: '2/4' }],
    ['signed', { ...SHIPPED, nativeStatus: '3' }],
    ['masked away', { ...ORDER, receiver: null, paidAt: null, shipBy: null }],
  ] satisfies [string, OrderSnapshot][])('an order %s reads back as it was rendered', (_name, order) => {
    const reply = popSuccess('order_info_get_response', { order_info: renderPddOrder(order) })
    expect(succeeded(pinduoduo.calls.readOrder?.answer(asReply(reply), input, NOW))).toEqual(order)
    expect(pinduoduo.vocabulary.some((entry) => entry.axis === 'order' && entry.native === order.nativeStatus)).toBe(
      true,
    )
  })

  test('two lines of one SKU keep two numbers', () => {
    const [line] = ORDER.lines
    if (!line) throw new Error('no line')
    const order = { ...ORDER, lines: [line, { ...line, lineNumber: `${line.lineNumber}#2`, priceFen: 0 }] }
    const reply = popSuccess('order_info_get_response', { order_info: renderPddOrder(order) })
    expect(succeeded(pinduoduo.calls.readOrder?.answer(asReply(reply), input, NOW)).lines).toEqual(order.lines)
  })

  test('a refund reads back from a reply without wrapping key', () => {
    const sale = { ...SAMPLE_RETURNING, orderNumber: ORDER_SN, nativeStatus: '3' }
    const reply = asReply(popSuccess(null, renderPddRefund(sale)))
    const answer = pinduoduo.calls.readAfterSale?.answer(reply, { ...input, afterSaleNumber: '1' }, NOW)
    expect(succeeded(answer)).toEqual(sale)
  })

  test('changed orders: windows of 30 minutes ending 3 minutes ago, paged backwards', () => {
    const { listChanged } = pinduoduo.calls
    expect(listChanged).toMatchObject({ maxWindowMs: 1_800_000, lagMs: 180_000 })
    const page = renderPopPage({ orders: [{ orderNumber: 'a', version: 1000 }], total: 150, page: 1, pageSize: 100 })
    const reply = asReply(popSuccess('order_sn_increment_get_response', page))
    expect(succeeded(listChanged?.answer(reply, { from: NOW, to: NOW, cursor: null }, NOW))).toEqual({
      orders: [{ orderNumber: 'a', version: 1000 }],
      next: '2',
    })
  })

  test.each([
    ['later', popFailure(POP_FAULTS.tooOften)],
    ['later', popFailure({ code: 70032, message: '' })],
    ['token', popFailure(POP_FAULTS.tokenExpired)],
    ['never', popFailure(POP_FAULTS.signature)],
    ['absent', popSuccess('order_info_get_response', {})],
  ] as const)('faults: %s', (action, reply) => {
    expect(pinduoduo.calls.readOrder?.answer(asReply(reply), input, NOW)).toMatchObject({
      ok: false,
      fault: { action },
    })
  })

  test('refreshing a token', () => {
    const token = { access_token: 'a', refresh_token: 'r', expires_in: 86400 }
    const reply = asReply(popSuccess('pop_auth_token_refresh_response', token))
    expect(succeeded(pinduoduo.calls.refreshToken?.answer(reply, {}, NOW))).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      expiresInSeconds: 86400,
    })
    expect(pinduoduo.calls.refreshToken?.request(ACCESS, {}, NOW).body).toContain('refresh_token=refresh-1')
  })
})

describe('permitting a shop’s messages', () => {
  const answered = (reply: Parameters<typeof asReply>[0]) =>
    pinduoduo.calls.permitMessages?.answer(asReply(reply), {}, NOW)

  test('speaks for the shop and names no type, so that it has all of the app', () => {
    const sent = pinduoduo.calls.permitMessages?.request(ACCESS, {}, NOW)
    if (!sent) throw new Error('no call')
    const call = { method: 'pdd.pmc.user.permit', accessToken: 'token-1' }
    expect(openPopRequest(asReceived(sent), secretOf)).toMatchObject({ ok: true, call })
    expect(sent.body).not.toContain('topics')
  })

  test('is done once the platform says so', () => {
    expect(succeeded(answered(popSuccess('pmc_user_permit_response', { is_success: true })))).toBe('permitted')
    const unclear = answered(popSuccess('pmc_user_permit_response', { is_success: false }))
    expect(unclear).toMatchObject({ ok: false, fault: { code: 'unexpected_reply', action: 'never' } })
    expect(answered(popFailure(POP_FAULTS.tokenExpired))).toMatchObject({ ok: false, fault: { action: 'token' } })
  })
})

describe('authorising a shop', () => {
  test('the page is the published one, with its four parameters', () => {
    const redirectUri = 'https://baton.example/authorised/pinduoduo'
    const url = new URL(pinduoduo.authorisation?.pageUrl(ACCESS, { redirectUri, state: 's-_1' }) ?? '')
    expect(url.origin + url.pathname).toBe('https://fuwu.pinduoduo.com/service-market/auth')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'app',
      redirect_uri: redirectUri,
      state: 's-_1',
    })
  })

  test('a code is exchanged by the app alone, whatever tokens the shop has', () => {
    const sent = pinduoduo.authorisation?.exchange.request(ACCESS, { code: 'c-1' }, NOW)
    if (!sent) throw new Error('no call')
    const opened = openPopRequest(asReceived(sent), secretOf)
    expect(opened).toMatchObject({
      ok: true,
      call: { method: 'pdd.pop.auth.token.create', accessToken: null, params: { code: 'c-1' } },
    })
  })

  test('the answer names the shop; a number of the shop keeps its digits', () => {
    const token = {
      access_token: 'a',
      refresh_token: 'r',
      expires_in: 86400,
      expires_at: 1772409600,
      refresh_token_expires_in: 2592000,
      owner_name: 'pdd60000',
      scope: ['pdd.order.information.get'],
    }
    const read = (owner: object) => {
      const reply = popSuccess('pop_auth_token_create_response', { ...token, ...owner })
      return pinduoduo.authorisation?.exchange.answer(asReply(reply), { code: 'c' }, NOW)
    }
    const issued = { accessToken: 'a', refreshToken: 'r', expiresInSeconds: 86400, shopName: 'pdd60000' }
    expect(succeeded(read({ owner_id: '171504183' }))).toEqual({ ...issued, shopNumber: '171504183' })
    expect(succeeded(read({ owner_id: wireNumber(ID) }))).toEqual({ ...issued, shopNumber: ID })
    expect(read({})).toMatchObject({ ok: false, fault: { code: 'unexpected_reply', action: 'never' } })
  })
})
