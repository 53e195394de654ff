import { PLATFORMS, type PlatformId } from '@baton/contract'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { DOUYIN_FAULTS, douyinFailure } from './douyin/index.ts'
import type { ShopAccess } from './driver.ts'
import { asReceived, asReply } from './gateway-request.fixture.ts'
import { CAPABILITIES, DRIVERS, REPORT_DRIVERS } from './index.ts'
import { openPopRequest, POP_FAULTS, popFailure, popSuccess } from './pinduoduo/index.ts'
import type { ShipInput } from './ship.ts'
import { openOutgoing } from './standard-webhooks/index.ts'
import { openTopRequest, TOP_FAULTS, topFailure, topSuccess } from './taobao/index.ts'
import { WEIXIN_FAULTS, weixinFailure, weixinSuccess } from './weixin-shop/index.ts'

const NOW = new Date('2026-03-01T02:00:00.250Z')
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const line = (lineNumber: string, quantity = 1) => ({
  lineNumber,
  itemNumber: '3456789012345678901',
  sku: 'SKU-1',
  title: '童装',
  quantity,
})
const parcel = (waybill: string, ...lines: readonly string[]) => ({
  carrier: 'SF',
  carrierName: '顺丰速运',
  waybill,
  lines: lines.map((number) => line(number)),
})
const INPUT: ShipInput = {
  orderNumber: '4705288465508532862',
  parcels: [parcel('SF1', '1'), parcel('SF2', '2')],
  requestKey: 'ship-1',
  isFirst: true,
  isLast: true,
  receiverPhone: '138****1234',
  payment: { key: { by: 'transaction', transactionId: '42000001' }, payerId: 'o-1' },
  progress: null,
}
const WHOLE: ShipInput = { ...INPUT, parcels: [parcel('SF1', '1', '2')] }

function accessOf(platform: PlatformId): ShopAccess {
  const app = {
    appKey: 'key',
    appSecret: 'secret',
    clientId: 'key',
    clientSecret: 'secret',
    appId: 'wx1',
    outgoingSecret: SECRET,
    consumerKey: 'ck',
    consumerSecret: 'cs',
  }
  const endpoints = { ...DRIVERS[platform].endpoints, events: 'https://erp.example/events' }
  return { app, endpoints, shop: { accessToken: 'token-1', domain: 'a.myshopify.com' } }
}

function sent(platform: PlatformId, input: ShipInput) {
  const request = DRIVERS[platform].calls.ship?.request(accessOf(platform), input, NOW)
  if (request === undefined) throw new Error('no ship call')
  return request
}

const answered = (platform: PlatformId, reply: ReturnType<typeof topSuccess>, input = INPUT) =>
  DRIVERS[platform].calls.ship?.answer(asReply(reply), input, NOW)

test.each(PLATFORMS)('%s: the capability table says what the driver has', (platform) => {
  const { ship, cancel } = DRIVERS[platform].calls
  const { repeat, cancelScope, cancel: cancelName } = CAPABILITIES[platform]
  expect(ship?.repeat).toBe(repeat)
  expect(cancel?.scope ?? 'none').toBe(cancelScope)
  expect(cancelName === null).toBe(cancel === undefined)
  expect(ship?.ready({ app: {}, shop: {}, endpoints: {} })).toBe(false)
})

describe('Taobao', () => {
  const params = (input: ShipInput) => {
    const opening = openTopRequest(asReceived(sent('taobao', input)), () => 'secret')
    if (!opening.ok) throw new Error(opening.reply.body)
    return opening.call
  }

  test('a whole order without split, parcels of a part one after the other with their lines', () => {
    const order = { tid: INPUT.orderNumber, out_sid: 'SF1', company_code: 'SF' }
    expect(params(WHOLE)).toMatchObject({ method: 'taobao.logistics.offline.send', params: order })
    expect(params(WHOLE).params.is_split).toBeUndefined()
    expect(params(INPUT).params).toMatchObject({ ...order, is_split: '1', sub_tid: '1' })
    const success = topSuccess('taobao.logistics.offline.send', { shipping: { is_success: true } })
    expect(answered('taobao', success)).toEqual({ ok: true, value: { kind: 'continue', progress: '1' } })
    const second = { ...INPUT, progress: '1' }
    expect(params(second).params).toMatchObject({ out_sid: 'SF2', sub_tid: '2' })
    expect(answered('taobao', success, second)).toEqual({ ok: true, value: { kind: 'shipped' } })
  })

  test.each([
    ['check', topFailure(TOP_FAULTS.shippedAlready)],
    ['check', topSuccess('taobao.logistics.offline.send', { shipping: { is_success: false } })],
    ['absent', topFailure(TOP_FAULTS.shipAbsent)],
    ['later', topFailure(TOP_FAULTS.busy)],
    ['token', topFailure(TOP_FAULTS.sessionInvalid)],
  ] as const)('%s', (action, reply) => {
    expect(answered('taobao', reply)).toMatchObject({ ok: false, fault: { action } })
  })
})

describe('Pinduoduo', () => {
  test('the refund is asked for right before, and stops the shipment', () => {
    const opened = (input: ShipInput) => openPopRequest(asReceived(sent('pinduoduo', input)), () => 'secret')
    expect(opened(WHOLE)).toMatchObject({ ok: true, call: { method: 'pdd.refund.status.check' } })
    const refunds = (...numbers: readonly string[]) =>
      popSuccess('refund_status_check_response', {
        order_sns_exists_refund: numbers.map((order_sn) => ({ order_sn })),
      })
    expect(answered('pinduoduo', refunds(INPUT.orderNumber))).toMatchObject({ value: { kind: 'held' } })
    const clear = answered('pinduoduo', refunds('another'))
    if (!clear?.ok || clear.value.kind !== 'continue') throw new Error('not clear')
    const second = { ...WHOLE, progress: clear.value.progress }
    expect(opened(second)).toMatchObject({
      ok: true,
      call: { method: 'pdd.logistics.online.send', params: { order_sn: INPUT.orderNumber, tracking_number: 'SF1' } },
    })
    expect(answered('pinduoduo', popFailure(POP_FAULTS.notShippable), second)).toMatchObject({
      fault: { action: 'check' },
    })
    expect(answered('pinduoduo', popFailure(POP_FAULTS.tooOften), second)).toMatchObject({
      fault: { action: 'later', limited: true },
    })
  })
})

test('Douyin: all parcels in one request under our key', () => {
  expect(JSON.parse(sent('douyin', INPUT).body ?? '')).toEqual({
    order_id: INPUT.orderNumber,
    pack_list: [
      { shipped_order_info: [{ shipped_order_id: '1', shipped_num: 1 }], logistics_code: 'SF1', company_code: 'SF' },
      { shipped_order_info: [{ shipped_order_id: '2', shipped_num: 1 }], logistics_code: 'SF2', company_code: 'SF' },
    ],
    request_id: 'ship-1',
  })
  expect(answered('douyin', douyinFailure(DOUYIN_FAULTS.notShippable))).toMatchObject({ fault: { action: 'check' } })
})

test('WeChat shop: the published shape of a delivery', () => {
  const { product_id, sku_id } = { product_id: '3456789012345678901', sku_id: '1' }
  expect(JSON.parse(sent('weixin-shop', { ...WHOLE, parcels: [parcel('YT1', '1#2')] }).body ?? '')).toEqual({
    order_id: INPUT.orderNumber,
    delivery_list: [
      {
        delivery_id: 'SF',
        waybill_id: 'YT1',
        deliver_type: 1,
        product_infos: [{ product_id, sku_id, product_cnt: 1 }],
      },
    ],
  })
  expect(answered('weixin-shop', weixinFailure(WEIXIN_FAULTS.tooOften))).toMatchObject({ fault: { limited: true } })
})

describe('WeChat mini-program', () => {
  const { ship } = REPORT_DRIVERS['weixin-mini'].calls

  test('the published shape, by transaction, with the masked contact and a time in GMT+8', () => {
    const request = ship?.request(accessOf('weixin-shop'), { ...WHOLE, progress: 'send' }, NOW)
    expect(request?.url).toBe('https://api.weixin.qq.com/wxa/sec/order/upload_shipping_info?access_token=token-1')
    expect(JSON.parse(request?.body ?? '')).toEqual({
      order_key: { order_number_type: 2, transaction_id: '42000001' },
      logistics_type: 1,
      delivery_mode: 1,
      shipping_list: [
        {
          tracking_no: 'SF1',
          express_company: 'SF',
          item_desc: '童装*1，童装*1',
          contact: { receiver_contact: '138****1234' },
        },
      ],
      upload_time: '2026-03-01T10:00:00.250+08:00',
      payer: { openid: 'o-1' },
    })
    const key = { by: 'merchant', merchantId: '1900000109', outTradeNumber: 'T-1' } as const
    const byMerchant = { ...WHOLE, payment: { key, payerId: 'o-1' } }
    const sentBy = (progress: string | null) =>
      JSON.parse(ship?.request(accessOf('weixin-shop'), { ...byMerchant, progress }, NOW).body ?? '')
    expect(sentBy('send')).toMatchObject({
      order_key: { order_number_type: 1, mchid: '1900000109', out_trade_no: 'T-1' },
    })
    expect(sentBy(null)).toEqual({ merchant_id: '1900000109', merchant_trade_no: 'T-1' })
    const part = ship?.request(accessOf('weixin-shop'), { ...INPUT, isLast: false, progress: 'send' }, NOW)
    expect(JSON.parse(part?.body ?? '')).toMatchObject({ delivery_mode: 2, is_all_delivered: false })
  })

  test('what is told already is looked at first', () => {
    const request = ship?.request(accessOf('weixin-shop'), WHOLE, NOW)
    expect(request?.url).toContain('/wxa/sec/order/get_order?')
    const told = (...numbers: readonly string[]) => {
      const shipping_list = numbers.map((tracking_no) => ({ tracking_no }))
      return ship?.answer(
        asReply(weixinSuccess({ order: { order_state: 2, shipping: { shipping_list } } })),
        INPUT,
        NOW,
      )
    }
    expect(told('SF2', 'SF1')).toEqual({ ok: true, value: { kind: 'already_shipped' } })
    expect(told('SF1')).toEqual({ ok: true, value: { kind: 'continue', progress: 'send' } })
    const unknown = asReply(weixinFailure({ code: 10060001, message: '支付单不存在' }))
    expect(ship?.answer(unknown, INPUT, NOW)).toMatchObject({ fault: { action: 'absent' } })
  })

  test('parcels that were uploaded before are no failure; another refusal is looked into', () => {
    const sent = { ...WHOLE, progress: 'send' }
    const answer = (code: number) => ship?.answer(asReply(weixinFailure({ code, message: '' })), sent, NOW)
    expect(answer(10060023)).toEqual({ ok: true, value: { kind: 'already_shipped' } })
    expect(answer(10060002)).toMatchObject({ fault: { action: 'check' } })
    expect(answer(10060012)).toMatchObject({ fault: { action: 'later' } })
  })

  test('an order without its payment is nothing WeChat knows', () => {
    const reply = asReply(weixinSuccess({}))
    expect(ship?.answer(reply, { ...INPUT, progress: 'send' }, NOW)).toEqual({ ok: true, value: { kind: 'shipped' } })
    expect(ship?.answer(reply, { ...INPUT, payment: null }, NOW)).toMatchObject({ fault: { code: 'no_payment' } })
  })
})

describe('own shop', () => {
  test('the official library and our receiver accept what we send; the id is the request key', () => {
    const now = new Date()
    const request = DRIVERS['own-shop'].calls.ship?.request(accessOf('own-shop'), INPUT, now)
    if (request === undefined) throw new Error('no call')
    expect(request.url).toBe('https://erp.example/events')
    expect(new Webhook(SECRET).verify(request.body ?? '', { ...request.headers })).toMatchObject({
      type: 'order.shipped',
      data: { orderNumber: INPUT.orderNumber, isLast: true },
    })
    const received = { headers: request.headers, body: Buffer.from(request.body ?? '') }
    expect(openOutgoing(received, SECRET, now)).toMatchObject({ ok: true, id: 'ship-1' })
    expect(openOutgoing({ ...received, body: Buffer.from('{}') }, SECRET, now)).toMatchObject({
      why: 'signature_wrong',
    })
    const later = new Date(now.getTime() + 6 * 60_000)
    expect(openOutgoing(received, SECRET, later)).toMatchObject({ why: 'timestamp_outside_window' })
  })

  test.each([
    ['never', 410],
    ['never', 400],
    ['absent', 404],
    ['later', 500],
    ['later', 429],
  ] as const)('%s after %i', (action, status) => {
    const reply = { status, contentType: 'text/plain', body: 'not JSON' }
    expect(answered('own-shop', reply)).toMatchObject({ ok: false, fault: { action } })
  })

  test('any 2xx is success, whatever its body says', () => {
    expect(answered('own-shop', { status: 204, contentType: '', body: '' })).toMatchObject({ ok: true })
  })
})
