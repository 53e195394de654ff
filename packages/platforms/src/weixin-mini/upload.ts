import { answerOf } from '../call-answer.ts'
import { formatChinaTime } from '../china-time.ts'
import type { PlatformFault } from '../driver.ts'
import type { JsonObject } from '../lossless-json.ts'
import { type CarrierCodes, checked, hasFields, type ShipCall, type ShipInput, type ShipOutcome } from '../ship.ts'
import { weixinFaultOf, weixinRequest } from '../weixin-shop/request.ts'

/** Order known by its WeChat Pay transaction; a parcel carrier; all at once, or package by package. */
const BY_TRANSACTION = 2
const EXPRESS = 1
const UNIFIED = 1
const SPLIT = 2
/** The official page allows 10 packages of a split shipment, a copy of it 15: the smaller number is kept. */
export const MOST_PACKAGES = 10
const LONGEST_DESCRIPTION = 120

export const WEIXIN_MINI_CARRIERS: CarrierCodes = { SF: 'SF', YTO: 'YTO', ZTO: 'ZTO', STO: 'STO', EMS: 'EMS' }

/**
 * 发货信息管理: `/wxa/sec/order/upload_shipping_info`. Funds of a mini-program stay frozen until it is told. A payment can be shipped
 * anew only once, so the caller never repeats blindly. Source: official documentation of the mini-program platform.
 */
export const weixinMiniShip: ShipCall = {
  repeat: 'query_first',
  ready: (access) => hasFields(access, 'app', ['appId', 'appSecret']),
  request: (access, input, now) =>
    weixinRequest(access, '/wxa/sec/order/upload_shipping_info', {
      order_key: { order_number_type: BY_TRANSACTION, transaction_id: input.payment?.transactionId ?? '' },
      logistics_type: EXPRESS,
      ...deliveryOf(input),
      shipping_list: input.parcels.slice(0, MOST_PACKAGES).map((parcel) => ({
        tracking_no: parcel.waybill,
        express_company: parcel.carrier,
        item_desc: descriptionOf(parcel.lines),
        ...(input.receiverPhone && { contact: { receiver_contact: input.receiverPhone } }),
      })),
      upload_time: `${formatChinaTime(now).replace(' ', 'T')}.${String(now.getUTCMilliseconds()).padStart(3, '0')}+08:00`,
      payer: { openid: input.payment?.payerId ?? '' },
    }),
  answer: (reply, input) =>
    checked(
      answerOf(reply, {
        faultOf: (root) => withoutPayment(input) ?? weixinFaultOf(root),
        read: (_root: JsonObject): ShipOutcome => ({ kind: 'shipped' }),
      }),
    ),
}

function deliveryOf({ isFirst, isLast, parcels }: ShipInput) {
  if (isFirst && isLast && parcels.length === 1) return { delivery_mode: UNIFIED }
  return { delivery_mode: SPLIT, is_all_delivered: isLast }
}

function descriptionOf(lines: ShipInput['parcels'][number]['lines']): string {
  return lines
    .map((line) => `${line.title}*${line.quantity}`)
    .join('，')
    .slice(0, LONGEST_DESCRIPTION)
}

function withoutPayment({ payment }: ShipInput): PlatformFault | null {
  if (payment !== null) return null
  return { code: 'no_payment', message: 'This order has no WeChat Pay transaction.', action: 'never' }
}
