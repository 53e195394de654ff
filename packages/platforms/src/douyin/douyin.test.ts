import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { HttpPush, OrderSnapshot, PushOutcome } from '../driver.ts'
import { asReceived, asReply, succeeded } from '../gateway-request.fixture.ts'
import { wireNumber } from '../lossless-json.ts'
import { SAMPLE_AFTER_SALE, SAMPLE_ORDER, SAMPLE_RETURNING, SAMPLE_SHIPPED } from '../sample-order.fixture.ts'
import {
  DOUYIN_FAULTS,
  douyin,
  douyinFailure,
  douyinSuccess,
  eventSign,
  openDouyinRequest,
  pushDouyin,
  pushDouyinConsoleTest,
  renderDouyinAfterSale,
  renderDouyinOrder,
  renderDouyinPage,
  sortedParamJson,
  tradeData,
} from './index.ts'

const APP = { appKey: '7012345678901234567', appSecret: 'secret-1' }
const ACCESS = { app: APP, endpoints: douyin.endpoints, shop: { accessToken: 'token-1', refreshToken: 'refresh-1' } }
const NOW = new Date('2026-03-01T00:00:00Z')
const BIG = '4705288465508532862'
const PAID = {
  tag: '101',
  messageId: `${BIG}::101:1618990587:1`,
  data: tradeData({ orderNumber: BIG, lineNumbers: [BIG], shopNumber: '95250' }, { pay_time: 1618990587 }),
}

function receive(push: HttpPush): PushOutcome {
  const outcome = douyin.receive?.(push, { app: APP, endpoints: {} }, NOW)
  if (outcome === undefined) throw new Error('no receive')
  return outcome
}

function messagesOf(outcome: PushOutcome) {
  if (outcome.kind !== 'messages') throw new Error(outcome.reason)
  return outcome.messages
}

function signed(text: string): HttpPush {
  const body = Buffer.from(text)
  return { method: 'POST', query: {}, headers: { 'event-sign': eventSign(APP.appKey, APP.appSecret, body) }, body }
}

describe('douyin pushes', () => {
  const spellings = (['string', 'number'] as const).flatMap((tag) =>
    (['msg_id', 'msgId'] as const).flatMap((messageId) =>
      (['string', 'object'] as const).map((data) => ({ tag, messageId, data })),
    ),
  )

  test('event-sign is the MD5 of key, body and secret', () => {
    const expected = createHash('md5').update(`${APP.appKey}[]${APP.appSecret}`).digest('hex')
    expect(eventSign(APP.appKey, APP.appSecret, '[]')).toBe(expected)
  })

  test.each(spellings)(
    'tag as $tag, $messageId, data as $data: one message, a hint with the exact number',
    (spelling) => {
      const outcome = receive(pushDouyin(APP, [PAID], spelling))
      expect(outcome.answer).toEqual({
        status: 200,
        contentType: 'application/json',
        body: '{"code":0,"msg":"success"}',
      })
      const [message] = messagesOf(outcome)
      expect(message).toMatchObject({ key: PAID.messageId, topic: '101', orderNumber: BIG, shopNumber: '95250' })
      if (!message) throw new Error('no message')
      expect(Buffer.from(message.body).toString()).toContain(BIG)
      expect(douyin.read(message)).toEqual({
        kind: 'order_hint',
        orderNumber: BIG,
        occurredAt: new Date(1618990587_000),
      })
    },
  )

  test('an array is split into its messages; the console test is only acknowledged', () => {
    const second = { ...PAID, tag: '102', messageId: 'm2' }
    const test0 = { tag: '0', messageId: 't', data: {} }
    expect(messagesOf(receive(pushDouyin(APP, [PAID, test0, second]))).map((message) => message.topic)).toEqual([
      '101',
      '102',
    ])
    const outcome = receive(pushDouyinConsoleTest(APP))
    expect(messagesOf(outcome)).toEqual([])
    expect(outcome.answer.body).toBe('{"code":0,"msg":"success"}')
  })

  test('an after-sale message hints at the after-sale', () => {
    const data = { p_id: wireNumber(BIG), aftersale_id: wireNumber('7081234567890123456'), apply_time: 1618990587 }
    const [message] = messagesOf(receive(pushDouyin(APP, [{ tag: '200', messageId: 'a', data }])))
    if (!message) throw new Error('no message')
    expect(douyin.read(message)).toMatchObject({
      kind: 'after_sale_hint',
      orderNumber: BIG,
      afterSaleNumber: '7081234567890123456',
    })
  })

  test('a tampered body, a missing or a foreign signature is refused with the platform’s own words', () => {
    const push = pushDouyin(APP, [PAID])
    const answer = { status: 401, contentType: 'application/json', body: '{"code":1,"msg":"fail"}' }
    const tampered = { ...push, body: Buffer.from(Buffer.from(push.body).toString().replace('95250', '95251')) }
    expect(receive(tampered)).toEqual({ kind: 'refused', reason: 'signature_wrong', answer })
    expect(receive({ ...push, headers: {} })).toEqual({ kind: 'refused', reason: 'signature_missing', answer })
    const elsewhere = pushDouyin({ appKey: 'other', appSecret: 'x' }, [PAID])
    expect(receive(elsewhere)).toEqual({ kind: 'refused', reason: 'receiver_wrong', answer })
  })

  test.each(['garbage', '{"tag":"101"}', '"x"'])('signed but no array (%s): kept under its hash', (text) => {
    const hash = createHash('sha256').update(text).digest('hex')
    expect(messagesOf(receive(signed(text)))).toMatchObject([{ key: hash, topic: 'unreadable' }])
  })

  test('more messages than anyone sends in one push are kept as one', () => {
    const some = JSON.stringify(Array.from({ length: 10_000 }, (_, index) => index))
    const many = JSON.stringify(Array.from({ length: 10_001 }, (_, index) => index))
    expect(messagesOf(receive(signed(some)))).toHaveLength(10_000)
    expect(messagesOf(receive(signed(many)))).toMatchObject([{ topic: 'unreadable', body: Buffer.from(many) }])
  })

  test('an element without msg_id is kept as it came, under a hash that white space does not change', () => {
    const element = `{"tag" : 101, "data":{"p_id":${BIG}}}`
    const [message] = messagesOf(receive(signed(`[ ${element} ]`)))
    const canonical = `{"tag":101,"data":{"p_id":${BIG}}}`
    expect(message?.key).toBe(createHash('sha256').update(canonical).digest('hex'))
    expect(Buffer.from(message?.body ?? []).toString()).toBe(element)
  })

  test('unknown tags: a hint when an order is named, otherwise nothing', () => {
    const read = (value: string) => douyin.read({ topic: '', orderNumber: null, body: Buffer.from(value) })
    expect(read(`{"tag":"777","data":{"p_id":${BIG}}}`)).toMatchObject({ kind: 'order_hint', orderNumber: BIG })
    expect(read('{"tag":"777","data":{"product_id":1}}')).toMatchObject({ kind: 'nothing' })
    expect(() => read('{"tag":"101","data":{}}')).toThrow(/p_id/)
  })
})

describe('douyin API', () => {
  test('the request is signed as the official SDK does', () => {
    const request = asReceived(douyin.calls.readOrder?.request(ACCESS, { orderNumber: BIG }, NOW) as never)
    const { query } = request
    const content = `app_key${APP.appKey}methodorder.orderDetailparam_json{"shop_order_id":"${BIG}"}timestamp1772323200v2`
    const expected = createHmac('sha256', APP.appSecret)
      .update(`${APP.appSecret}${content}${APP.appSecret}`)
      .digest('hex')
    expect(query).toMatchObject({ sign: expected, v: '2', access_token: 'token-1', sign_method: 'hmac-sha256' })
  })

  test('param_json is sorted at every level and keeps <>& and big numbers', () => {
    const params = { b: [{ z: 1, a: wireNumber(BIG) }], a: '<&>' }
    expect(sortedParamJson(params)).toBe(`{"a":"<&>","b":[{"a":${BIG},"z":1}]}`)
  })

  test('the gateway opens what we send, and refuses it when a byte differs', () => {
    const sent = douyin.calls.readOrder?.request(ACCESS, { orderNumber: BIG }, NOW)
    if (!sent) throw new Error('no call')
    const secretOf = (appKey: string) => (appKey === APP.appKey ? APP.appSecret : null)
    expect(openDouyinRequest(asReceived(sent), secretOf)).toMatchObject({
      ok: true,
      call: { appKey: APP.appKey, method: 'order.orderDetail', accessToken: 'token-1', params: { shop_order_id: BIG } },
    })
    const tampered = { ...asReceived(sent), body: Buffer.from('{"shop_order_id":"1"}') }
    expect(openDouyinRequest(tampered, secretOf)).toMatchObject({ ok: false })
  })

  test.each([
    ['to ship', { ...SAMPLE_ORDER, shopNumber: '95250' }],
    ['shipped in two parcels', { ...SAMPLE_SHIPPED, shopNumber: '95250' }],
    ['refunded after shipping', { ...SAMPLE_SHIPPED, shopNumber: '95250', nativeStatus: '22' }],
    ['unpaid', { ...SAMPLE_ORDER, shopNumber: '95250', nativeStatus: '1', paidAt: null, receiver: null }],
    ['refund asked', { ...SAMPLE_ORDER, shopNumber: '95250', holds: ['refund_requested'] }],
  ] satisfies [string, OrderSnapshot][])('an order %s reads back as it was rendered', (_name, order) => {
    const reply = asReply(douyinSuccess({ shop_order_detail: renderDouyinOrder(order) }))
    expect(succeeded(douyin.calls.readOrder?.answer(reply, { orderNumber: BIG }, NOW))).toEqual(order)
  })

  test('an after-sale reads back; success of an exchange is a word of its own', () => {
    const input = { orderNumber: BIG, afterSaleNumber: SAMPLE_AFTER_SALE.afterSaleNumber }
    for (const sale of [
      SAMPLE_AFTER_SALE,
      { ...SAMPLE_RETURNING, kind: 'exchange' as const, nativeStatus: '12/3', wholeOrder: false },
    ]) {
      const reply = asReply(douyinSuccess(renderDouyinAfterSale(sale)))
      expect(succeeded(douyin.calls.readAfterSale?.answer(reply, input, NOW))).toEqual(sale)
    }
  })

  test('changed orders are paged backwards; the platform counts pages from 0', () => {
    const { listChanged } = douyin.calls
    const orders = [{ orderNumber: BIG, version: 5000 }]
    const reply = asReply(douyinSuccess(renderDouyinPage({ orders, total: 230, page: 0, pageSize: 100 })))
    const next = (cursor: string | null) =>
      succeeded(listChanged?.answer(reply, { from: NOW, to: NOW, cursor }, NOW)).next
    expect([next(null), next('3'), next('2'), next('1')]).toEqual(['3', '2', '1', null])
    const asked = (cursor: string | null) =>
      JSON.parse(listChanged?.request(ACCESS, { from: NOW, to: NOW, cursor }, NOW).body ?? '').page
    expect([asked(null), asked('3')]).toEqual([0, 2])
  })

  test.each([
    ['later', DOUYIN_FAULTS.busy],
    ['token', DOUYIN_FAULTS.tokenExpired],
    ['never', DOUYIN_FAULTS.parameters],
  ] as const)('faults: %s', (action, fault) => {
    const answer = douyin.calls.readOrder?.answer(asReply(douyinFailure(fault)), { orderNumber: BIG }, NOW)
    expect(answer).toMatchObject({ ok: false, fault: { action } })
  })

  test('old apps answer err_no 0 or code 0; an empty success means absent', () => {
    const order = { ...SAMPLE_ORDER, shopNumber: '95250' }
    const data = JSON.parse(douyinSuccess({ shop_order_detail: renderDouyinOrder(order) }).body).data
    for (const head of [{ err_no: 0 }, { code: 0 }]) {
      const body = Buffer.from(JSON.stringify({ ...head, data }))
      expect(douyin.calls.readOrder?.answer({ status: 200, body }, { orderNumber: BIG }, NOW)).toMatchObject({
        ok: true,
      })
    }
    const empty = douyin.calls.readOrder?.answer(asReply(douyinSuccess({})), { orderNumber: BIG }, NOW)
    expect(empty).toMatchObject({ ok: false, fault: { action: 'absent' } })
  })

  test('the first token of a shop, for its owner’s own app', () => {
    const call = douyin.calls.issueToken
    const sent = call?.request(ACCESS, { shopNumber: BIG }, NOW)
    expect(sent?.url).toContain('/token/create?')
    expect(sent?.url).not.toContain('access_token')
    expect(sent?.body).toBe(`{"code":"","grant_type":"authorization_self","shop_id":"${BIG}"}`)
    const token = { access_token: 'a', refresh_token: 'r', expires_in: 604800, scope: 'SCOPE' }
    const reply = asReply(douyinSuccess({ ...token, shop_id: wireNumber(BIG), shop_name: '旗舰店' }))
    expect(succeeded(call?.answer(reply, { shopNumber: BIG }, NOW))).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      expiresInSeconds: 604800,
      shopNumber: BIG,
      shopName: '旗舰店',
    })
  })

  test('refreshing a token', () => {
    const sent = douyin.calls.refreshToken?.request(ACCESS, {}, NOW)
    expect(sent?.url).toContain('/token/refresh?')
    expect(sent?.url).not.toContain('access_token')
    expect(sent?.body).toBe('{"grant_type":"refresh_token","refresh_token":"refresh-1"}')
    const reply = asReply(douyinSuccess({ access_token: 'a', refresh_token: 'r', expires_in: 604800 }))
    expect(succeeded(douyin.calls.refreshToken?.answer(reply, {}, NOW))).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      expiresInSeconds: 604800,
    })
  })
})
