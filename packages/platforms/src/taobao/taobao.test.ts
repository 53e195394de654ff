import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '../driver.ts'
import { asReceived, asReply, succeeded } from '../gateway-request.fixture.ts'
import type { JsonToWrite } from '../lossless-json.ts'
import { SAMPLE_AFTER_SALE, SAMPLE_ORDER, SAMPLE_RETURNING, SAMPLE_SHIPPED } from '../sample-order.fixture.ts'
import {
  openTopRequest,
  renderTaobaoRefund,
  renderTaobaoTrade,
  renderTopPage,
  signTop,
  TOP_FAULTS,
  taobao,
  topFailure,
  topSuccess,
} from './index.ts'

const NOW = new Date('2026-03-01T00:00:00Z')
const ACCESS = {
  app: { appKey: '12345678', appSecret: 'secret' },
  endpoints: taobao.endpoints,
  shop: { accessToken: 'session-1' },
}
const secretOf = (appKey: string) => (appKey === '12345678' ? 'secret' : null)
const WAITING: OrderSnapshot = { ...SAMPLE_ORDER, nativeStatus: 'WAIT_SELLER_SEND_GOODS' }
const input = { orderNumber: SAMPLE_ORDER.orderNumber }

describe('TOP signature', () => {
  const params = { b: '2', a: '1', sign: 'ignored', app_key: 'k' }

  test('sorted keys between two secrets; HMAC without them', () => {
    const upper = (hash: { digest(encoding: 'hex'): string }) => hash.digest('hex').toUpperCase()
    expect(signTop('s', params)).toBe(upper(createHash('md5').update('sa1app_keykb2s')))
    expect(signTop('s', params, 'hmac')).toBe(upper(createHmac('md5', 's').update('a1app_keykb2')))
    expect(signTop('s', params, 'hmac-sha256')).toBe(upper(createHmac('sha256', 's').update('a1app_keykb2')))
  })
})

describe('TOP gateway', () => {
  const sent = () => {
    const request = taobao.calls.readOrder?.request(ACCESS, input, NOW)
    if (!request) throw new Error('no call')
    return request
  }

  test('it opens what we send', () => {
    expect(sent().url).toBe('https://eco.taobao.com/router/rest')
    expect(openTopRequest(asReceived(sent()), secretOf)).toMatchObject({
      ok: true,
      call: {
        appKey: '12345678',
        method: 'taobao.trade.fullinfo.get',
        accessToken: 'session-1',
        params: { tid: SAMPLE_ORDER.orderNumber, timestamp: '2026-03-01 08:00:00', format: 'json', v: '2.0' },
      },
    })
  })

  test('a changed parameter earns the signature fault', () => {
    const request = asReceived(sent())
    const body = Buffer.from(Buffer.from(request.body).toString().replace('session-1', 'session-2'))
    const opening = openTopRequest({ ...request, body }, secretOf)
    expect(opening.ok ? null : JSON.parse(opening.reply.body).error_response).toMatchObject({ code: 25 })
  })

  test('root keys drop the taobao prefix', () => {
    expect(topSuccess('taobao.logistics.offline.send', {}).body).toContain('"logistics_offline_send_response"')
    expect(topSuccess('alibaba.ascp.x', {}).body).toContain('"alibaba_ascp_x_response"')
  })
})

describe('Taobao trades', () => {
  test.each([
    ['waiting to be shipped', WAITING],
    ['shipped in two parcels', { ...SAMPLE_SHIPPED, nativeStatus: 'WAIT_BUYER_CONFIRM_GOODS' }],
    ['closed after a refund, goods gone', { ...SAMPLE_SHIPPED, nativeStatus: 'TRADE_CLOSED' }],
    ['unpaid', { ...WAITING, nativeStatus: 'WAIT_BUYER_PAY', paidAt: null, receiver: null, shipBy: null }],
    [
      'with a refund asked for its first line',
      {
        ...WAITING,
        holds: ['refund_requested'],
        afterSales: [
          {
            ...SAMPLE_AFTER_SALE,
            kind: 'unknown',
            nativeStatus: 'WAIT_SELLER_AGREE',
            version: WAITING.version,
            wholeOrder: false,
            respondBy: null,
          },
        ],
      },
    ],
  ] satisfies [string, OrderSnapshot][])('%s reads back as it was rendered, ids as JSON numbers', (_name, order) => {
    const reply = topSuccess('taobao.trade.fullinfo.get', { trade: renderTaobaoTrade(order) })
    expect(reply.body).toContain(`"tid":${order.orderNumber}`)
    expect(succeeded(taobao.calls.readOrder?.answer(asReply(reply), input, NOW))).toEqual(order)
  })

  test('a refund reads back with its deadline', () => {
    const sale = { ...SAMPLE_RETURNING, nativeStatus: 'WAIT_SELLER_AGREE' }
    const reply = asReply(topSuccess('taobao.refund.get', { refund: renderTaobaoRefund(sale) }))
    const answer = taobao.calls.readAfterSale?.answer(reply, { ...input, afterSaleNumber: sale.afterSaleNumber }, NOW)
    expect(succeeded(answer)).toEqual(sale)
  })

  test('changed trades are paged backwards', () => {
    const page = asReply(
      topSuccess(
        'taobao.trades.sold.increment.get',
        renderTopPage({ orders: [{ orderNumber: '1', version: 5000 }], total: 201, page: 1, pageSize: 100 }),
      ),
    )
    const list = (cursor: string | null) =>
      succeeded(taobao.calls.listChanged?.answer(page, { from: NOW, to: NOW, cursor }, NOW))
    expect(list(null)).toEqual({ orders: [{ orderNumber: '1', version: 5000 }], next: '3' })
    expect(list('3').next).toBe('2')
    expect(list('1').next).toBeNull()
    const request = taobao.calls.listChanged?.request(ACCESS, { from: NOW, to: NOW, cursor: '3' }, NOW)
    expect(request?.body).toContain('page_no=3')
  })

  test.each([
    ['later', topFailure(TOP_FAULTS.busy)],
    ['later', topFailure(TOP_FAULTS.callLimited)],
    ['token', topFailure(TOP_FAULTS.sessionInvalid)],
    ['token', topFailure(TOP_FAULTS.sessionMissing)],
    ['absent', topFailure(TOP_FAULTS.tradeAbsent)],
    ['never', topFailure({ code: 41, message: 'Invalid arguments', subCode: 'isv.invalid-parameter' })],
    ['later', { status: 502, contentType: 'text/html', body: '<html>' }],
    ['later', { status: 200, contentType: 'text/html', body: '<html>' }],
    ['later', { status: 429, contentType: 'text/plain', body: '' }],
    ['never', { status: 200, contentType: 'text/plain', body: '{"trade_fullinfo_get_response":{"trade":{}}}' }],
  ] as const)('faults: %s', (action, reply) => {
    const answer = taobao.calls.readOrder?.answer(asReply(reply), input, NOW)
    expect(answer).toMatchObject({ ok: false, fault: { action } })
  })
})

describe('permitting a seller’s messages', () => {
  const answered = (reply: Parameters<typeof asReply>[0]) =>
    taobao.calls.permitMessages?.answer(asReply(reply), {}, NOW)

  test('speaks for the seller and names no topic, so that it has all of the app', () => {
    const sent = taobao.calls.permitMessages?.request(ACCESS, {}, NOW)
    if (!sent) throw new Error('no call')
    const call = { method: 'taobao.tmc.user.permit', accessToken: 'session-1' }
    expect(openTopRequest(asReceived(sent), secretOf)).toMatchObject({ ok: true, call })
    expect(sent.body).not.toContain('topics')
  })

  test('is done once the platform says so', () => {
    const published = '{"tmc_user_permit_response":{"is_success":true,"request_id":"4mbvg6r87v8d"}}'
    expect(succeeded(answered({ status: 200, contentType: 'text/json', body: published }))).toBe('permitted')
    const unclear = answered(topSuccess('taobao.tmc.user.permit', { is_success: false }))
    expect(unclear).toMatchObject({ ok: false, fault: { code: 'unexpected_reply', action: 'never' } })
    expect(answered(topFailure(TOP_FAULTS.sessionInvalid))).toMatchObject({ ok: false, fault: { action: 'token' } })
  })
})

describe('authorising a shop', () => {
  const { authorisation } = taobao
  const answered = (tokenResult: JsonToWrite) =>
    authorisation?.exchange.answer(
      asReply(topSuccess('taobao.top.auth.token.create', { token_result: tokenResult })),
      { code: 'c' },
      NOW,
    )

  test('the page is the published one, with its five parameters', () => {
    const redirectUri = 'https://baton.example/authorised/taobao'
    const url = new URL(authorisation?.pageUrl(ACCESS, { redirectUri, state: 's' }) ?? '')
    expect(url.origin + url.pathname).toBe('https://oauth.taobao.com/authorize')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: '12345678',
      redirect_uri: redirectUri,
      state: 's',
      view: 'web',
    })
  })

  test('a code is exchanged by the app alone, without a session', () => {
    const sent = authorisation?.exchange.request(ACCESS, { code: 'c-1' }, NOW)
    if (!sent) throw new Error('no call')
    const opened = openTopRequest(asReceived(sent), secretOf)
    const call = { method: 'taobao.top.auth.token.create', accessToken: null, params: { code: 'c-1' } }
    expect(opened).toMatchObject({ ok: true, call })
    expect(sent.body).not.toContain('session')
  })

  test('the token is JSON in a text, its names as clients meet them or as documented', () => {
    const met = { access_token: '6201', expires_in: 7776000, taobao_user_id: '2021891722', refresh_token: 'r' }
    expect(succeeded(answered(JSON.stringify({ ...met, taobao_user_nick: '%E9%9D%92%E7%A6%BE' })))).toEqual({
      accessToken: '6201',
      refreshToken: null,
      expiresInSeconds: 7776000,
      shopNumber: '2021891722',
      shopName: '青禾',
    })
    const documented = { access_token: '6201', expire_time: NOW.getTime() + 90_500, user_id: '7', user_nick: '100%' }
    const value = { expiresInSeconds: 90, shopNumber: '7', shopName: '100%' }
    expect(succeeded(answered(JSON.stringify(documented)))).toMatchObject(value)
    expect(succeeded(answered(documented))).toMatchObject(value)
  })

  test.each(['{', '[]', JSON.stringify({ access_token: 'a', expires_in: 1 }), JSON.stringify({ user_id: '7' })])(
    'what is no token is refused: %s',
    (text) => {
      expect(answered(text)).toMatchObject({ ok: false, fault: { code: 'unexpected_reply', action: 'never' } })
    },
  )
})
