import type { Answer, PlatformFault, PlatformReply } from '../driver.ts'
import { fieldAt, integerAt, needObject, needText, objectAt, objectsAt, textAt } from '../json-field.ts'
import { isJsonObject, type JsonObject, type JsonToWrite, parseJson, stringifyJson } from '../lossless-json.ts'
import {
  type CancelCall,
  type CancelOutcome,
  type CarrierCodes,
  checked,
  hasFields,
  type ShipCall,
  type ShipInput,
  type ShipOutcome,
  type ShipParcel,
} from '../ship.ts'
import { gidOf, nodesAt, numberOfGid } from './graphql-order.ts'
import { graphqlAnswer, graphqlRequest, userErrorOf } from './request.ts'

/** Names of the carriers as Shopify's own list writes them, so that its tracking links work. */
export const SHOPIFY_CARRIERS: CarrierCodes = {
  SF: 'SF Express',
  YTO: 'YTO Express',
  ZTO: 'ZTO Express',
  STO: 'STO Express',
  YUNDA: 'Yunda Express',
  EMS: 'China Post',
  DHL: 'DHL Express',
  UPS: 'UPS',
  FEDEX: 'FedEx',
}

export const TO_FULFIL_QUERY = {
  name: 'BatonToFulfil',
  query: `query BatonToFulfil($id: ID!) {
  order(id: $id) {
    cancelledAt fulfillments(first: 50) { status trackingInfo(first: 1) { number } }
    fulfillmentOrders(first: 20) {
      nodes { id status lineItems(first: 100) { nodes { id remainingQuantity lineItem { id } } } }
    }
  }
}`,
}
export const FULFIL_MUTATION = {
  name: 'BatonFulfil',
  query: `mutation BatonFulfil($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status } userErrors { field message } }
}`,
}
export const CANCEL_MUTATION = {
  name: 'BatonCancel',
  query: `mutation BatonCancel($orderId: ID!) {
  orderCancel(orderId: $orderId, reason: OTHER, refund: false, restock: false, notifyCustomer: false) {
    job { id } orderCancelUserErrors { field message code } userErrors { field message }
  }
}`,
}

/** Fulfilment orders in these states take a fulfilment. */
const FULFILLABLE: readonly string[] = ['OPEN', 'IN_PROGRESS']

/**
 * Asks what is left to fulfil, then `fulfillmentCreate` once per parcel (a fulfilment has one tracking number).
 * The first request also finds parcels told before, so a repeat tells only what is missing. Source: official Admin GraphQL reference.
 */
export const shopifyShip: ShipCall = {
  repeat: 'query_first',
  ready: (access) => hasFields(access, 'shop', ['accessToken']),
  request: (access, input) =>
    input.progress === null
      ? graphqlRequest(access, TO_FULFIL_QUERY, { id: gidOf('Order', input.orderNumber) })
      : graphqlRequest(access, FULFIL_MUTATION, { fulfillment: planned(input.progress)[0] ?? null }),
  answer: (reply, input) => checked(input.progress === null ? planOf(reply, input) : created(reply, input.progress)),
}

/** `orderCancel`; money goes back on the after-sale axis, so it refunds nothing by itself. */
export const shopifyCancel: CancelCall = {
  scope: 'any',
  ready: (access) => hasFields(access, 'shop', ['accessToken']),
  request: (access, { orderNumber }) =>
    graphqlRequest(access, CANCEL_MUTATION, { orderId: gidOf('Order', orderNumber) }),
  answer: (reply) => {
    const answer = graphqlAnswer(reply, (data) => {
      const payload = needObject(data, 'orderCancel')
      const refused = objectsAt(payload, 'orderCancelUserErrors').map((error) => textAt(error, 'message') ?? '')
      return userErrorOf(payload) ?? (refused.length === 0 ? null : refused.join(' '))
    })
    return checked(refusedOr<CancelOutcome>(answer, { kind: 'cancelled' }))
  },
}

function planOf(reply: PlatformReply, input: ShipInput): Answer<ShipOutcome> {
  const answer = graphqlAnswer(reply, (data) => {
    const order = fieldAt(data, 'order')
    return isJsonObject(order) ? outcomeOf(order, input) : null
  })
  if (!answer.ok) return answer
  if (answer.value === null) return failed('absent', 'The shop has no such order.', 'absent')
  return 'fault' in answer.value ? { ok: false, fault: answer.value.fault } : { ok: true, value: answer.value }
}

function outcomeOf(order: JsonObject, input: ShipInput): ShipOutcome | { readonly fault: PlatformFault } {
  const told = objectsAt(order, 'fulfillments')
    .filter((fulfilment) => textAt(fulfilment, 'status') !== 'CANCELLED')
    .flatMap((fulfilment) => objectsAt(fulfilment, 'trackingInfo').map((tracking) => textAt(tracking, 'number')))
  const missing = input.parcels.filter((parcel) => !told.includes(parcel.waybill))
  if (missing.length === 0) return { kind: 'already_shipped' }
  const left = remainingOf(order)
  const plan = missing.map((parcel) => fulfilmentOf(parcel, left))
  if (plan.every((one) => one !== null)) return { kind: 'continue', progress: stringifyJson(plan) }
  return { fault: { code: 'nothing_left', message: 'Less is left to fulfil than the parcels hold.', action: 'never' } }
}

interface Remaining {
  readonly fulfilmentOrder: string
  readonly id: string
  readonly lineNumber: string
  quantity: number
}

function remainingOf(order: JsonObject): readonly Remaining[] {
  return nodesAt(order, 'fulfillmentOrders')
    .filter((one) => FULFILLABLE.includes(textAt(one, 'status') ?? ''))
    .flatMap((one) =>
      nodesAt(one, 'lineItems').map((line) => ({
        fulfilmentOrder: needText(one, 'id'),
        id: needText(line, 'id'),
        lineNumber: numberOfGid(needText(objectAt(line, 'lineItem') ?? {}, 'id')),
        quantity: integerAt(line, 'remainingQuantity') ?? 0,
      })),
    )
}

/** Takes what the parcel holds from what is left; null when there is not enough. */
function fulfilmentOf(parcel: ShipParcel, left: readonly Remaining[]): JsonToWrite {
  const taken = new Map<string, { id: string; quantity: number }[]>()
  for (const line of parcel.lines) {
    let wanted = line.quantity
    for (const one of left) {
      const quantity = one.lineNumber === line.lineNumber ? Math.min(wanted, one.quantity) : 0
      if (quantity === 0) continue
      one.quantity -= quantity
      wanted -= quantity
      taken.set(one.fulfilmentOrder, [...(taken.get(one.fulfilmentOrder) ?? []), { id: one.id, quantity }])
    }
    if (wanted > 0) return null
  }
  return {
    notifyCustomer: true,
    trackingInfo: { number: parcel.waybill, company: parcel.carrier },
    lineItemsByFulfillmentOrder: [...taken].map(([fulfillmentOrderId, fulfillmentOrderLineItems]) => ({
      fulfillmentOrderId,
      fulfillmentOrderLineItems,
    })),
  }
}

function created(reply: PlatformReply, progress: string): Answer<ShipOutcome> {
  const answer = graphqlAnswer(reply, (data) => {
    const payload = needObject(data, 'fulfillmentCreate')
    return userErrorOf(payload) ?? (objectAt(payload, 'fulfillment') === null ? 'No fulfilment was made.' : null)
  })
  const rest = planned(progress).slice(1)
  return refusedOr(answer, rest.length > 0 ? { kind: 'continue', progress: stringifyJson(rest) } : { kind: 'shipped' })
}

function refusedOr<T>(answer: Answer<string | null>, success: T): Answer<T> {
  if (!answer.ok) return answer
  return answer.value === null ? { ok: true, value: success } : failed('user_error', answer.value, 'never')
}

function planned(progress: string): readonly JsonToWrite[] {
  const plan = parseJson(progress)
  return Array.isArray(plan) ? plan : []
}

function failed(code: string, message: string, action: PlatformFault['action']): Answer<never> {
  return { ok: false, fault: { code, message, action } }
}
