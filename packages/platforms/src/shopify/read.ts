import { type KeptMessage, type Reading, UnreadableMessage } from '../driver.ts'
import { instantAt } from '../instants.ts'
import { needText, textAt } from '../json-field.ts'
import { isJsonObject, type JsonObject, parseJson } from '../lossless-json.ts'
import { readShopifyOrder } from './order.ts'

/** Where a topic's payload names the order. */
export function orderNumberOf(topic: string, payload: JsonObject): string | null {
  return topic.startsWith('orders/') ? textAt(payload, 'id') : textAt(payload, 'order_id')
}

/**
 * What one webhook says. `orders/…` carry the whole order, `fulfillments/…` a parcel's step once its carrier spoke,
 * all others only name the order. Source: official webhook topics.
 */
export function readShopifyMessage({ topic, body }: KeptMessage): Reading {
  const payload = parseJson(body)
  if (!isJsonObject(payload)) throw new UnreadableMessage('The body is JSON, but not an object.')
  if (topic === 'orders/delete') return hint(needText(payload, 'id'), null)
  if (topic.startsWith('orders/')) {
    const order = readShopifyOrder(payload)
    return { kind: 'order', order, occurredAt: new Date(order.version) }
  }
  if (topic.startsWith('fulfillments/')) return readFulfilment(payload)
  if (topic.startsWith('refunds/')) return hint(needText(payload, 'order_id'), instantAt(payload, 'created_at'))
  const orderNumber = textAt(payload, 'order_id')
  if (orderNumber !== null) return hint(orderNumber, null)
  return { kind: 'nothing', why: `The topic ${topic} names no order.` }
}

function readFulfilment(payload: JsonObject): Reading {
  const orderNumber = needText(payload, 'order_id')
  const occurredAt = instantAt(payload, 'updated_at') ?? instantAt(payload, 'created_at')
  const nativeStatus = textAt(payload, 'shipment_status')
  const waybill = textAt(payload, 'tracking_number')
  if (nativeStatus === null || waybill === null || occurredAt === null) return hint(orderNumber, occurredAt)
  const carrier = textAt(payload, 'tracking_company') ?? ''
  return { kind: 'trace', trace: { orderNumber, carrier, waybill, nativeStatus, occurredAt, text: '' } }
}

function hint(orderNumber: string, occurredAt: Date | null): Reading {
  return { kind: 'order_hint', orderNumber, occurredAt }
}
