import { answerOf } from '../call-answer.ts'
import type { Call } from '../driver.ts'
import { needText, objectsAt } from '../json-field.ts'
import { type CarrierCodes, type CarrierEntry, checked, hasFields, type ShipCall, type ShipOutcome } from '../ship.ts'
import { withoutCount } from '../unique-numbers.ts'
import { weixinFaultOf, weixinRequest } from './request.ts'

/** `deliver_type`: the merchant's own parcel carrier. */
const EXPRESS = 1

/** Only what published samples show; the list call tells the rest. */
export const WEIXIN_CARRIERS: CarrierCodes = { SF: 'SF', YTO: 'YTO', ZTO: 'ZTO', STO: 'STO', EMS: 'EMS' }

export const weixinCarriers: Call<Record<string, never>, readonly CarrierEntry[]> = {
  request: (access) =>
    weixinRequest(access, '/channels/ec/order/deliverycompanylist/new/get', { ewaybill_only: false }),
  answer: (reply) =>
    answerOf(reply, {
      faultOf: weixinFaultOf,
      read: (root) =>
        objectsAt(root, 'company_list').map((company) => ({
          code: needText(company, 'delivery_id'),
          name: needText(company, 'delivery_name'),
        })),
    }),
}

/** `/channels/ec/order/delivery/send`: all parcels in one request, no idempotency key (official documentation). */
export const weixinShip: ShipCall = {
  repeat: 'query_first',
  ready: (access) => hasFields(access, 'app', ['appId', 'appSecret']),
  request: (access, input) =>
    weixinRequest(access, '/channels/ec/order/delivery/send', {
      order_id: input.orderNumber,
      delivery_list: input.parcels.map((parcel) => ({
        delivery_id: parcel.carrier,
        waybill_id: parcel.waybill,
        deliver_type: EXPRESS,
        product_infos: parcel.lines.map((line) => ({
          product_id: line.itemNumber,
          sku_id: withoutCount(line.lineNumber),
          product_cnt: line.quantity,
        })),
      })),
    }),
  answer: (reply) =>
    checked(answerOf(reply, { faultOf: weixinFaultOf, read: (): ShipOutcome => ({ kind: 'shipped' }) })),
}
