import type { GatewayCall, HttpAnswer } from '@baton/platforms'
import {
  openTopRequest,
  renderTaobaoRefund,
  renderTaobaoTrade,
  renderTopPage,
  TOP_FAULTS,
  type TopFault,
  topFailure,
  topSuccess,
} from '@baton/platforms/taobao'
import { CARRIERS, taobaoCarrierName } from '../orders/carriers.ts'
import { lineNumbersOf, saleSnapshotOf, snapshotOf } from '../orders/snapshot.ts'
import type { WorldShop } from '../world.ts'
import { type Gateway, type GatewayTools, pageOf, SKEW_MS, wholeParam } from './gateway.ts'

const INVALID_METHOD: TopFault = { code: 22, message: 'Invalid method' }
const INVALID_TIMESTAMP: TopFault = { code: 31, message: 'Invalid timestamp' }
const REFUND_ABSENT: TopFault = {
  code: 15,
  message: 'Remote service error',
  subCode: 'isv.refund-not-exist',
  subMessage: '退款单不存在',
}

const CLOSE_REFUSED: TopFault = {
  code: 15,
  message: 'Remote service error',
  subCode: 'isv.trade-close-failed',
  subMessage: '交易状态不允许关闭',
}

/** Codes of a refused exchange are not published as a list; this one is the sandbox's. */
const CODE_INVALID: TopFault = { code: 15, message: 'Remote service error', subCode: 'isv.code-invalid' }

const SESSION_SECONDS = 365 * 24 * 3600

/** The TOP gateway: form requests, one address for all methods. */
export function taobaoGateway(tools: GatewayTools): Gateway {
  const secretOf = (appKey: string) =>
    appKey === tools.channel.fields.appKey ? (tools.channel.fields.appSecret ?? null) : null
  return (request) => {
    const opening = openTopRequest(request, secretOf)
    if (!opening.ok) return opening.reply
    const { call } = opening
    if (Math.abs(tools.wall() - instantOf(call.params.timestamp)) > SKEW_MS) return topFailure(INVALID_TIMESTAMP)
    if (call.method === 'taobao.top.auth.token.create') return created(call, tools)
    if (call.accessToken === null) return topFailure(TOP_FAULTS.sessionMissing)
    const shop = tools.channel.shops.find((one) => one.fields.accessToken === call.accessToken)
    return shop === undefined ? topFailure(TOP_FAULTS.sessionInvalid) : answer(call, shop, tools)
  }
}

/** A shop that is authorised anew keeps its session key, for another year. */
function created({ method, params }: GatewayCall, { channel, consents }: GatewayTools): HttpAnswer {
  const shop = consents.take(channel, String(params.code ?? ''))
  if (shop === null) return topFailure(CODE_INVALID)
  const token = {
    access_token: shop.fields.accessToken ?? '',
    token_type: 'Bearer',
    expires_in: SESSION_SECONDS,
    taobao_user_id: shop.nativeNumber,
    taobao_user_nick: encodeURIComponent(shop.name),
  }
  return topSuccess(method, { token_result: JSON.stringify(token) })
}

function answer(call: GatewayCall, shop: WorldShop, tools: GatewayTools): HttpAnswer {
  const { method, params } = call
  const { book } = tools
  switch (method) {
    case 'taobao.trade.fullinfo.get':
    case 'taobao.trade.get': {
      const order = book.find(String(params.tid))
      if (order?.shop !== shop) return topFailure(TOP_FAULTS.tradeAbsent)
      return topSuccess(method, { trade: renderTaobaoTrade(snapshotOf(order)) })
    }
    case 'taobao.refund.get': {
      const order = book.findBySale(String(params.refund_id))
      if (order?.shop !== shop) return topFailure(REFUND_ABSENT)
      return topSuccess(method, { refund: renderTaobaoRefund(saleSnapshotOf(order)) })
    }
    case 'taobao.trades.sold.increment.get':
      return topSuccess(method, changedPage(call, shop, book))
    case 'taobao.logistics.offline.send':
      return sent(call, shop, tools)
    case 'taobao.trade.close': {
      const order = book.find(String(params.tid))
      if (order?.shop !== shop) return topFailure(TOP_FAULTS.tradeAbsent)
      const done = order.stage === 'created' && tools.ships.cancel(order)
      return done ? topSuccess(method, { trade: { tid: String(params.tid) } }) : topFailure(CLOSE_REFUSED)
    }
    case 'taobao.logistics.companies.get': {
      const company = CARRIERS.map(({ code, name }, at) => ({ id: 100 + at, code, name }))
      return topSuccess(method, { logistics_companies: { logistics_company: company } })
    }
    case 'taobao.tmc.user.permit':
      return topSuccess(method, { is_success: true })
    default:
      return topFailure(INVALID_METHOD)
  }
}

/** Shipped at once; which lines with `sub_tid`, all that are left without. */
function sent({ method, params }: GatewayCall, shop: WorldShop, { book, ships }: GatewayTools): HttpAnswer {
  const order = book.find(String(params.tid))
  if (order?.shop !== shop) return topFailure(TOP_FAULTS.shipAbsent)
  const parcel = {
    carrier: taobaoCarrierName(String(params.company_code)),
    waybill: String(params.out_sid),
    lineNumbers: params.is_split === '1' ? String(params.sub_tid).split(',') : lineNumbersOf(order),
  }
  const verdict = ships.ship(order, { parcels: [parcel], requestKey: null })
  return verdict === 'shipped'
    ? topSuccess(method, { shipping: { is_success: true } })
    : topFailure(TOP_FAULTS.shippedAlready)
}

function changedPage({ params }: GatewayCall, shop: WorldShop, book: GatewayTools['book']) {
  const window = { from: instantOf(params.start_modified), to: instantOf(params.end_modified) }
  const page = wholeParam(params.page_no, { otherwise: 1, most: 1_000_000 })
  const size = wholeParam(params.page_size, { otherwise: 40, most: 100 })
  const all = book.changed(shop, window)
  const orders = pageOf(all, { page, size }).map((order) => ({ orderNumber: order.number, version: order.version }))
  const content = renderTopPage({ orders, total: all.length, page, pageSize: size })
  if (params.use_has_next !== 'true') return content
  return { trades: content.trades, has_next: page * size < all.length }
}

/** TOP writes times as GMT+8 wall clock. */
function instantOf(text: unknown): number {
  return Date.parse(`${String(text).replace(' ', 'T')}+08:00`)
}
