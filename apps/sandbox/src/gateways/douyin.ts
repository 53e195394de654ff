import { type GatewayCall, type HttpAnswer, objectsAt, textAt, wireNumber } from '@baton/platforms'
import {
  DOUYIN_FAULTS,
  douyinFailure,
  douyinSuccess,
  openDouyinRequest,
  renderDouyinAfterSale,
  renderDouyinOrder,
  renderDouyinPage,
} from '@baton/platforms/douyin'
import { CARRIERS } from '../orders/carriers.ts'
import { saleSnapshotOf, snapshotOf } from '../orders/snapshot.ts'
import type { WorldShop } from '../world.ts'
import { type Gateway, type GatewayTools, pageOf, SKEW_MS, wholeParam } from './gateway.ts'

/** The open platform of Douyin shops: one path per method, common parameters in the query. */
export function douyinGateway(tools: GatewayTools): Gateway {
  const { appKey, appSecret = null } = tools.channel.fields
  return (request) => {
    const opening = openDouyinRequest(request, (key) => (key === appKey ? appSecret : null))
    if (!opening.ok) return opening.reply
    const { call } = opening
    if (Math.abs(tools.wall() - Number(request.query.timestamp) * 1000) > SKEW_MS)
      return douyinFailure(DOUYIN_FAULTS.signature)
    if (call.method === 'token.refresh') return refreshed(call, tools)
    if (call.method === 'token.create') return created(call, tools)
    const shop = tools.tokens.shopOf(tools.channel, call.accessToken)
    return shop === null ? douyinFailure(DOUYIN_FAULTS.tokenExpired) : answer(call, shop, tools)
  }
}

function refreshed({ params }: GatewayCall, { channel, tokens }: GatewayTools): HttpAnswer {
  const issued = tokens.refresh(channel, textOf(params.refresh_token))
  if (issued === null) return douyinFailure(DOUYIN_FAULTS.parameters)
  return douyinSuccess({
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    expires_in: issued.expiresInSeconds,
  })
}

/** The app is the merchant's own: it names one of its shops and needs no code. */
function created({ params }: GatewayCall, { channel, tokens }: GatewayTools): HttpAnswer {
  const shop = channel.shops.find((one) => one.nativeNumber === textOf(params.shop_id))
  if (textOf(params.grant_type) !== 'authorization_self' || shop === undefined)
    return douyinFailure(DOUYIN_FAULTS.parameters)
  const issued = tokens.issue(shop)
  return douyinSuccess({
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    expires_in: issued.expiresInSeconds,
    shop_id: wireNumber(shop.nativeNumber),
    shop_name: shop.name,
  })
}

function answer(call: GatewayCall, shop: WorldShop, tools: GatewayTools): HttpAnswer {
  const { method, params } = call
  const { book } = tools
  switch (method) {
    case 'order.logisticsAddMultiPack':
      return shipped(call, shop, tools)
    case 'order.logisticsCompanyList':
      return douyinSuccess(CARRIERS.map(({ douyin, name }, at) => ({ id: at + 1, name, code: douyin })))
    case 'order.orderDetail': {
      const order = book.find(textOf(params.shop_order_id))
      return douyinSuccess(order?.shop === shop ? { shop_order_detail: renderDouyinOrder(snapshotOf(order)) } : {})
    }
    case 'afterSale.Detail': {
      const order = book.findBySale(textOf(params.after_sale_id))
      return douyinSuccess(order?.shop === shop ? renderDouyinAfterSale(saleSnapshotOf(order)) : {})
    }
    case 'order.searchList': {
      const window = { from: secondsOf(params.update_time_start), to: secondsOf(params.update_time_end) }
      const page = secondsOf(params.page) / 1000
      const size = wholeParam(textOf(params.size), { otherwise: 10, most: 100 })
      const all = book.changed(shop, window)
      const orders = pageOf(all, { page: page + 1, size }).map((order) => ({
        orderNumber: order.number,
        version: order.version,
      }))
      return douyinSuccess(renderDouyinPage({ orders, total: all.length, page, pageSize: size }))
    }
    default:
      return douyinFailure(DOUYIN_FAULTS.parameters)
  }
}

/** The first success of a `request_id` answers its repeats. */
function shipped({ params }: GatewayCall, shop: WorldShop, { book, ships }: GatewayTools): HttpAnswer {
  const order = book.find(textOf(params.order_id))
  if (order?.shop !== shop) return douyinFailure(DOUYIN_FAULTS.notShippable)
  const parcels = objectsAt(params, 'pack_list').map((pack) => ({
    carrier: textAt(pack, 'company_code') ?? '',
    waybill: textAt(pack, 'logistics_code') ?? '',
    lineNumbers: objectsAt(pack, 'shipped_order_info').map((line) => textAt(line, 'shipped_order_id') ?? ''),
  }))
  const verdict = ships.ship(order, { parcels, requestKey: textOf(params.request_id) || null })
  if (verdict !== 'shipped' && verdict !== 'repeated') return douyinFailure(DOUYIN_FAULTS.notShippable)
  return douyinSuccess({ pack_id: `${order.number}${order.told.length}` })
}

/** Text, or a JSON number by its digits. */
function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}

function secondsOf(value: unknown): number {
  return Number(textOf(value)) * 1000
}
