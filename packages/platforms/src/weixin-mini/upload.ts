import { answerOf } from '../call-answer.ts'
import { formatChinaTime } from '../china-time.ts'
import type { PlatformFault } from '../driver.ts'
import { needObject, objectAt, objectsAt, textAt } from '../json-field.ts'
import type { JsonObject, JsonToWrite } from '../lossless-json.ts'
import {
  type CarrierCodes,
  checked,
  hasFields,
  type ShipCall,
  type ShipInput,
  type ShipOutcome,
  type ShipPayment,
} from '../ship.ts'
import { weixinFaultOf, weixinRequest } from '../weixin-shop/request.ts'
import { MINI_FAULTS } from './faults.ts'

/** Order known by its WeChat Pay transaction or by the merchant's number; a parcel carrier; all at once, or package by package. */
const BY_MERCHANT = 1
const BY_TRANSACTION = 2
const EXPRESS = 1
const UNIFIED = 1
const SPLIT = 2
/** The official page allows 10 packages of a split shipment, a copy of it 15: the smaller number is kept. */
export const MOST_PACKAGES = 10
const LONGEST_DESCRIPTION = 120

export const WEIXIN_MINI_CARRIERS: CarrierCodes = { SF: 'SF', YTO: 'YTO', ZTO: 'ZTO', STO: 'STO', EMS: 'EMS' }

/** Progress after the order was looked at. */
const SEND = 'send'
const ABSENT_CODE = String(MINI_FAULTS.paymentAbsent.code)
const UNCHANGED_CODE = String(MINI_FAULTS.unchanged.code)
const BUSY_CODE = String(MINI_FAULTS.busy.code)

/**
 * 发货信息管理: `/wxa/sec/order/get_order`, then `/wxa/sec/order/upload_shipping_info`. Funds of a mini-program stay frozen until it is told.
 * A payment can be shipped anew only once, so what is told already is looked at first, every time.
 * Source: official documentation of the mini-program platform.
 */
export const weixinMiniShip: ShipCall = {
  repeat: 'query_first',
  ready: (access) => hasFields(access, 'app', ['appId', 'appSecret']),
  request: (access, input, now) =>
    input.progress === SEND
      ? weixinRequest(access, '/wxa/sec/order/upload_shipping_info', uploadOf(input, now))
      : weixinRequest(access, '/wxa/sec/order/get_order', askedFor(input.payment)),
  answer: (reply, input) => {
    const faultOf = (root: JsonObject) => withoutPayment(input) ?? miniFaultOf(root)
    if (input.progress !== SEND) return answerOf(reply, { faultOf, read: (root) => toldOf(root, input) })
    const answer = answerOf(reply, { faultOf, read: (): ShipOutcome => ({ kind: 'shipped' }) })
    if (!answer.ok && answer.fault.code === UNCHANGED_CODE) return { ok: true, value: { kind: 'already_shipped' } }
    return checked(answer)
  },
}

function uploadOf(input: ShipInput, now: Date): JsonToWrite {
  const time = `${formatChinaTime(now).replace(' ', 'T')}.${String(now.getUTCMilliseconds()).padStart(3, '0')}+08:00`
  return {
    order_key: orderKeyOf(input.payment),
    logistics_type: EXPRESS,
    ...deliveryOf(input),
    shipping_list: input.parcels.slice(0, MOST_PACKAGES).map((parcel) => ({
      tracking_no: parcel.waybill,
      express_company: parcel.carrier,
      item_desc: descriptionOf(parcel.lines),
      ...(input.receiverPhone && { contact: { receiver_contact: input.receiverPhone } }),
    })),
    upload_time: time,
    payer: { openid: input.payment?.payerId ?? '' },
  }
}

function askedFor(payment: ShipPayment | null): JsonObject {
  if (payment?.key.by === 'merchant')
    return { merchant_id: payment.key.merchantId, merchant_trade_no: payment.key.outTradeNumber }
  return { transaction_id: payment?.key.transactionId ?? '' }
}

function orderKeyOf(payment: ShipPayment | null): JsonToWrite {
  if (payment?.key.by === 'merchant')
    return { order_number_type: BY_MERCHANT, mchid: payment.key.merchantId, out_trade_no: payment.key.outTradeNumber }
  return { order_number_type: BY_TRANSACTION, transaction_id: payment?.key.transactionId ?? '' }
}

function toldOf(root: JsonObject, { parcels }: ShipInput): ShipOutcome {
  const shipping = objectAt(needObject(root, 'order'), 'shipping') ?? {}
  const told = objectsAt(shipping, 'shipping_list').map((one) => textAt(one, 'tracking_no'))
  const isTold = parcels.every((parcel) => told.includes(parcel.waybill))
  return isTold ? { kind: 'already_shipped' } : { kind: 'continue', progress: SEND }
}

function miniFaultOf(root: JsonObject): PlatformFault | null {
  const fault = weixinFaultOf(root)
  if (fault?.code === BUSY_CODE) return { ...fault, action: 'later' }
  return fault?.code === ABSENT_CODE ? { ...fault, action: 'absent' } : fault
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
