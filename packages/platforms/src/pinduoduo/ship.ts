import { answerOf } from '../call-answer.ts'
import { type Answer, type Call, UnreadableMessage } from '../driver.ts'
import { booleanAt, needObject, needText, objectsAt, textAt } from '../json-field.ts'
import {
  type CarrierCodes,
  type CarrierEntry,
  checked,
  hasFields,
  parcelAt,
  type ShipCall,
  type ShipOutcome,
} from '../ship.ts'
import { popReader, popRequest } from './request.ts'

/** Ids of `pdd.logistics.companies.get`, as public clients list them: to be read from the list before they are relied on. */
export const PDD_CARRIERS: CarrierCodes = {
  SF: '44',
  YTO: '85',
  ZTO: '115',
  STO: '1',
  YUNDA: '121',
  EMS: '118',
  JD: '120',
  DBL: '131',
  FEDEX: '135',
  UPS: '246',
}

/** Progress after the refund check. */
const CLEAR = 'clear'

export const pddCarriers: Call<Record<string, never>, readonly CarrierEntry[]> = {
  request: (access, _input, now) => popRequest(access, { type: 'pdd.logistics.companies.get', params: {} }, now),
  answer: (reply) =>
    answerOf(
      reply,
      popReader((root) =>
        objectsAt(needObject(root, 'logistics_companies_get_response'), 'logistics_companies')
          .filter((company) => booleanAt(company, 'available') !== false)
          .map((company) => ({ code: needText(company, 'id'), name: needText(company, 'logistics_company') })),
      ),
    ),
}

/**
 * `pdd.refund.status.check`, then `pdd.logistics.online.send`. An order has one waybill there: of several parcels the first is told.
 * Source: official Pinduoduo documentation; it has no idempotency key.
 */
export const pddShip: ShipCall = {
  repeat: 'query_first',
  ready: (access) => hasFields(access, 'shop', ['accessToken']),
  request: (access, input, now) => {
    if (input.progress !== CLEAR) {
      return popRequest(access, { type: 'pdd.refund.status.check', params: { order_sns: input.orderNumber } }, now)
    }
    const { parcel } = parcelAt({ ...input, progress: null })
    return popRequest(
      access,
      {
        type: 'pdd.logistics.online.send',
        params: { order_sn: input.orderNumber, logistics_id: parcel.carrier, tracking_number: parcel.waybill },
      },
      now,
    )
  },
  answer: (reply, input) =>
    input.progress === CLEAR ? checked(answerOf(reply, SENT)) : checkedRefunds(answerOf(reply, REFUNDS), input),
}

const SENT = popReader((root): ShipOutcome => {
  const response = needObject(root, 'logistics_online_send_response')
  if (booleanAt(response, 'is_success') === true) return { kind: 'shipped' }
  throw new UnreadableMessage('The reply does not say that it shipped.')
})

const REFUNDS = popReader((root) =>
  objectsAt(needObject(root, 'refund_status_check_response'), 'order_sns_exists_refund').map((order) =>
    textAt(order, 'order_sn'),
  ),
)

function checkedRefunds(
  answer: Answer<readonly (string | null)[]>,
  { orderNumber }: { readonly orderNumber: string },
): Answer<ShipOutcome> {
  if (!answer.ok) return answer
  if (answer.value.includes(orderNumber)) return { ok: true, value: { kind: 'held', reason: 'refund_requested' } }
  return { ok: true, value: { kind: 'continue', progress: CLEAR } }
}
