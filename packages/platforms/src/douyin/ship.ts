import { answerOf } from '../call-answer.ts'
import type { Call } from '../driver.ts'
import { needText, objectsAt } from '../json-field.ts'
import { type CarrierCodes, type CarrierEntry, checked, hasFields, type ShipCall, type ShipOutcome } from '../ship.ts'
import { douyinFaultOf, douyinRequest } from './request.ts'

/** Codes of `/order/logisticsCompanyList`, as public clients list them. */
export const DOUYIN_CARRIERS: CarrierCodes = {
  SF: 'shunfeng',
  YTO: 'yuantong',
  ZTO: 'zhongtong',
  STO: 'shentong',
  YUNDA: 'yunda',
  EMS: 'ems',
  JD: 'jd',
  JT: 'jtexpress',
  DBL: 'debangkuaidi',
}

export const douyinCarriers: Call<Record<string, never>, readonly CarrierEntry[]> = {
  request: (access, _input, now) => douyinRequest(access, { path: '/order/logisticsCompanyList', params: {} }, now),
  answer: (reply) =>
    answerOf(reply, {
      faultOf: douyinFaultOf,
      read: (root) =>
        objectsAt(root, 'data').map((company) => ({
          code: needText(company, 'code'),
          name: needText(company, 'name'),
        })),
    }),
}

/**
 * `/order/logisticsAddMultiPack`: all parcels in one request. The first success of a `request_id` answers every repeat of it
 * without shipping again. Source: official Doudian SDK, field comments.
 */
export const douyinShip: ShipCall = {
  repeat: 'idempotent',
  ready: (access) => hasFields(access, 'shop', ['accessToken']),
  request: (access, input, now) =>
    douyinRequest(
      access,
      {
        path: '/order/logisticsAddMultiPack',
        params: {
          order_id: input.orderNumber,
          pack_list: input.parcels.map((parcel) => ({
            shipped_order_info: parcel.lines.map((line) => ({
              shipped_order_id: line.lineNumber,
              shipped_num: line.quantity,
            })),
            logistics_code: parcel.waybill,
            company_code: parcel.carrier,
          })),
          request_id: input.requestKey,
        },
      },
      now,
    ),
  answer: (reply) =>
    checked(answerOf(reply, { faultOf: douyinFaultOf, read: (): ShipOutcome => ({ kind: 'shipped' }) })),
}
