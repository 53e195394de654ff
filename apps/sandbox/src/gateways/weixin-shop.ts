import { type GatewayCall, type HttpAnswer, isJsonObject, type JsonObject, objectsAt, textAt } from '@baton/platforms'
import {
  openWeixinRequest,
  renderWeixinAfterSale,
  renderWeixinOrder,
  renderWeixinPage,
  WEIXIN_FAULTS,
  type WeixinFault,
  weixinFailure,
  weixinSuccess,
  weixinToken,
} from '@baton/platforms/weixin-shop'
import { CARRIERS } from '../orders/carriers.ts'
import { saleSnapshotOf, snapshotOf } from '../orders/snapshot.ts'
import { type Gateway, type GatewayTools, wholeParam } from './gateway.ts'

const APP_UNKNOWN: WeixinFault = { code: 40013, message: 'invalid appid' }
const SECRET_WRONG: WeixinFault = { code: 40125, message: 'invalid appsecret' }
export const PATH_UNKNOWN: WeixinFault = { code: 40066, message: 'invalid url' }

/** api.weixin.qq.com for one shop: the access token in the query is the whole proof. */
export function weixinShopGateway(tools: GatewayTools): Gateway {
  return (request) => {
    const opening = openWeixinRequest(request, (token) => weixinAppOf(token, tools))
    return opening.ok ? answer(opening.call, tools) : opening.reply
  }
}

/** Whose access token it is, or what is wrong with it. */
export function weixinAppOf(token: string, { channel, tokens }: GatewayTools): string | WeixinFault {
  const state = tokens.weixinState(channel, token)
  if (state === 'good') return channel.fields.appId ?? ''
  return state === 'expired' ? WEIXIN_FAULTS.tokenExpired : WEIXIN_FAULTS.tokenInvalid
}

function answer(call: GatewayCall, tools: GatewayTools): HttpAnswer {
  const { method, params } = call
  const { book, channel } = tools
  switch (method) {
    case '/cgi-bin/token':
    case '/cgi-bin/stable_token':
      return issueWeixinToken(call, tools)
    case '/channels/ec/order/get': {
      const order = book.find(String(params.order_id))
      return weixinSuccess(order?.channel === channel ? { order: renderWeixinOrder(snapshotOf(order)) } : {})
    }
    case '/channels/ec/aftersale/getaftersaleorder': {
      const order = book.findBySale(String(params.after_sale_order_id))
      if (order?.channel !== channel) return weixinSuccess({})
      return weixinSuccess({ after_sale_order: renderWeixinAfterSale(saleSnapshotOf(order), new Date(tools.wall())) })
    }
    case '/channels/ec/order/delivery/send':
      return sent(call, tools)
    case '/channels/ec/order/deliverycompanylist/new/get':
      return weixinSuccess({
        company_list: CARRIERS.map(({ code, name }) => ({ delivery_id: code, delivery_name: name })),
      })
    case '/channels/ec/order/list/get':
      return changedPage(call, tools)
    default:
      return weixinFailure(PATH_UNKNOWN)
  }
}

/** Products are named by their SKU, which is also the line's number. */
function sent({ params }: GatewayCall, { book, channel, ships }: GatewayTools): HttpAnswer {
  const order = book.find(String(params.order_id))
  if (order?.channel !== channel) return weixinFailure(WEIXIN_FAULTS.orderAbsent)
  const parcels = objectsAt(params, 'delivery_list').map((parcel) => ({
    carrier: textAt(parcel, 'delivery_id') ?? '',
    waybill: textAt(parcel, 'waybill_id') ?? '',
    lineNumbers: objectsAt(parcel, 'product_infos').map((product) => textAt(product, 'sku_id') ?? ''),
  }))
  const verdict = ships.ship(order, { parcels, requestKey: null })
  return verdict === 'shipped' ? weixinSuccess({}) : weixinFailure(WEIXIN_FAULTS.notShippable)
}

/** `token` always makes a new one, `stable_token` only when forced (official documentation). */
export function issueWeixinToken({ method, params }: GatewayCall, { channel, tokens }: GatewayTools): HttpAnswer {
  if (params.appid !== channel.fields.appId) return weixinFailure(APP_UNKNOWN)
  if (params.secret !== channel.fields.appSecret) return weixinFailure(SECRET_WRONG)
  const issued = tokens.weixin(channel, method === '/cgi-bin/token' || params.force_refresh === true)
  return weixinToken(issued.accessToken, issued.expiresInSeconds)
}

function changedPage({ params }: GatewayCall, { book, channel }: GatewayTools): HttpAnswer {
  const updated = rangeOf(params.update_time_range) ?? rangeOf(params.create_time_range)
  const shop = channel.shops[0]
  if (updated === null || shop === undefined) return weixinFailure(WEIXIN_FAULTS.json)
  const size = wholeParam(params.page_size, { otherwise: 10, most: 100 })
  const from = wholeParam(params.next_key, { otherwise: 0, most: 10_000_000 })
  const all = book.changed(shop, updated)
  const orderNumbers = all.slice(from, from + size).map((order) => order.number)
  return weixinSuccess(
    renderWeixinPage({ orderNumbers, nextKey: from + size < all.length ? String(from + size) : null }),
  )
}

function rangeOf(range: JsonObject[string] | undefined): { from: number; to: number } | null {
  if (!isJsonObject(range)) return null
  return { from: Number(range.start_time) * 1000, to: Number(range.end_time) * 1000 }
}
