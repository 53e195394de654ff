import { type GatewayCall, type HttpAnswer, type JsonObject, objectAt, objectsAt, textAt } from '@baton/platforms'
import { MINI_FAULTS, MOST_PACKAGES } from '@baton/platforms/weixin-mini'
import { openWeixinRequest, WEIXIN_FAULTS, weixinFailure, weixinSuccess } from '@baton/platforms/weixin-shop'
import type { Order } from '../orders/order.ts'
import { orderOfTransaction, paymentOf } from '../orders/payment.ts'
import type { Gateway, GatewayTools } from './gateway.ts'
import { issueWeixinToken, PATH_UNKNOWN, weixinAppOf } from './weixin-shop.ts'

/** What the shipping desk holds of one payment. */
interface Upload {
  readonly parcels: readonly { readonly tracking_no: string; readonly express_company: string }[]
  readonly isComplete: boolean
  /** The one chance to ship anew is gone. */
  readonly isAnew: boolean
}

/** 发货信息管理 of the mini-program in which the own shop's orders are paid; `channel` holds its AppID and secret. */
export function weixinMiniGateway(tools: GatewayTools): Gateway {
  const uploads = new Map<string, Upload>()
  return (request) => {
    const opening = openWeixinRequest(request, (token) => weixinAppOf(token, tools))
    if (!opening.ok) return opening.reply
    const { call } = opening
    if (call.method.startsWith('/cgi-bin/')) return issueWeixinToken(call, tools)
    if (call.method === '/wxa/sec/order/get_order') return shown(call, tools, uploads)
    if (call.method === '/wxa/sec/order/upload_shipping_info') return uploaded(call, tools, uploads)
    return weixinFailure(PATH_UNKNOWN)
  }
}

function shown({ params }: GatewayCall, { book }: GatewayTools, uploads: ReadonlyMap<string, Upload>): HttpAnswer {
  const number = textAt(params, 'merchant_trade_no') ?? orderOfTransaction(textAt(params, 'transaction_id') ?? '')
  const order = book.find(number)
  const payment = order && paymentOf(order)
  if (!order || !payment) return weixinFailure(MINI_FAULTS.paymentAbsent)
  const told = uploads.get(order.number)
  return weixinSuccess({
    order: {
      ...(payment.key.by === 'transaction' && { transaction_id: payment.key.transactionId }),
      merchant_trade_no: order.number,
      openid: payment.payerId,
      order_state: told?.isComplete ? 2 : 1,
      shipping: {
        finish_shipping: told?.isComplete ?? false,
        shipping_list: (told?.parcels ?? []).map((parcel) => ({ ...parcel })),
      },
    },
  })
}

function uploaded({ params }: GatewayCall, { book }: GatewayTools, uploads: Map<string, Upload>): HttpAnswer {
  const order = book.find(numberOf(objectAt(params, 'order_key') ?? {}))
  const payment = order && paymentOf(order)
  if (!order || !payment) return weixinFailure(MINI_FAULTS.paymentAbsent)
  if (textAt(objectAt(params, 'payer') ?? {}, 'openid') !== payment.payerId)
    return weixinFailure(MINI_FAULTS.notShippable)
  const parcels = objectsAt(params, 'shipping_list').map((one) => ({
    tracking_no: textAt(one, 'tracking_no') ?? '',
    express_company: textAt(one, 'express_company') ?? '',
  }))
  const isWhole = textAt(params, 'delivery_mode') === '1'
  if (parcels.length === 0 || (isWhole && parcels.length > 1)) return weixinFailure(WEIXIN_FAULTS.json)
  return take({ order, parcels, isComplete: isWhole || params.is_all_delivered === true }, uploads)
}

/** Packages of a split shipment come one after the other; what is complete can be told anew once. */
function take(
  { order, parcels, isComplete }: Pick<Upload, 'parcels' | 'isComplete'> & { readonly order: Order },
  uploads: Map<string, Upload>,
): HttpAnswer {
  const told = uploads.get(order.number)
  const known = new Set(told?.parcels.map((one) => one.tracking_no))
  if (told && told.isComplete === isComplete && parcels.every((one) => known.has(one.tracking_no)))
    return weixinFailure(MINI_FAULTS.unchanged)
  if (told?.isAnew) return weixinFailure(MINI_FAULTS.shippedAgain)
  const kept = told && !told.isComplete ? told.parcels : []
  const fresh = parcels.filter((one) => kept.every((other) => other.tracking_no !== one.tracking_no))
  if (kept.length + fresh.length > MOST_PACKAGES) return weixinFailure(MINI_FAULTS.shippedOut)
  uploads.set(order.number, { parcels: [...kept, ...fresh], isComplete, isAnew: told?.isComplete ?? false })
  return weixinSuccess({})
}

function numberOf(key: JsonObject): string {
  if (textAt(key, 'order_number_type') === '1') return textAt(key, 'out_trade_no') ?? ''
  return orderOfTransaction(textAt(key, 'transaction_id') ?? '')
}
