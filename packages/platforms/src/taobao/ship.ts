import { answerOf } from '../call-answer.ts'
import { type Call, UnreadableMessage } from '../driver.ts'
import { booleanAt, needObject, needText, objectAt, objectsAt } from '../json-field.ts'
import {
  type CancelCall,
  type CarrierCodes,
  type CarrierEntry,
  checked,
  hasFields,
  parcelAt,
  type ShipCall,
} from '../ship.ts'
import { topReader, topRequest } from './request.ts'

const NEEDED = ['accessToken']

/** Codes that `taobao.logistics.companies.get` gives; JD and J&T are not in the lists we know. */
export const TAOBAO_CARRIERS: CarrierCodes = {
  SF: 'SF',
  YTO: 'YTO',
  ZTO: 'ZTO',
  STO: 'STO',
  YUNDA: 'YUNDA',
  EMS: 'EMS',
  DBL: 'DBKD',
  FEDEX: 'FEDEX',
}

export const taobaoCarriers: Call<Record<string, never>, readonly CarrierEntry[]> = {
  request: (access, _input, now) =>
    topRequest(access, { method: 'taobao.logistics.companies.get', params: { fields: 'id,code,name' } }, now),
  answer: (reply) =>
    answerOf(
      reply,
      topReader('logistics_companies_get_response', (root) =>
        objectsAt(objectAt(root, 'logistics_companies') ?? {}, 'logistics_company').map((company) => ({
          code: needText(company, 'code'),
          name: needText(company, 'name'),
        })),
      ),
    ),
}

/**
 * `taobao.logistics.offline.send`: shipped at once, one parcel a request, lines of a part named as `sub_tid`.
 * It has no idempotency key, and which `isv.` sub-codes mean "shipped already" is not published as a list:
 * every one of them is `check`. Source: official TOP documentation.
 */
export const taobaoShip: ShipCall = {
  repeat: 'query_first',
  ready: (access) => hasFields(access, 'shop', NEEDED),
  request: (access, input, now) => {
    const { parcel } = parcelAt(input)
    const isWhole = input.isFirst && input.isLast && input.parcels.length === 1
    const part = { is_split: '1', sub_tid: parcel.lines.map((line) => line.lineNumber).join(',') }
    return topRequest(
      access,
      {
        method: 'taobao.logistics.offline.send',
        params: {
          tid: input.orderNumber,
          out_sid: parcel.waybill,
          company_code: parcel.carrier,
          ...(isWhole ? {} : part),
        },
      },
      now,
    )
  },
  answer: (reply, input) =>
    checked(
      answerOf(
        reply,
        topReader('logistics_offline_send_response', (root) => {
          if (booleanAt(needObject(root, 'shipping'), 'is_success') === true) return parcelAt(input).next
          throw new UnreadableMessage('The reply does not say that it shipped.')
        }),
      ),
    ),
}

/** `taobao.trade.close`: a seller closes what was not paid (official TOP documentation; the reason is one of its list). */
export const taobaoCancel: CancelCall = {
  scope: 'unpaid',
  ready: (access) => hasFields(access, 'shop', NEEDED),
  request: (access, { orderNumber }, now) =>
    topRequest(access, { method: 'taobao.trade.close', params: { tid: orderNumber, close_reason: '未及时付款' } }, now),
  answer: (reply) =>
    checked(
      answerOf(
        reply,
        topReader('trade_close_response', () => ({ kind: 'cancelled' as const })),
      ),
    ),
}
