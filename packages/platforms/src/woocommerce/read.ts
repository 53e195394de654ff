import { type KeptMessage, type Reading, UnreadableMessage } from '../driver.ts'
import { needText } from '../json-field.ts'
import { isJsonObject, parseJson } from '../lossless-json.ts'
import { readWooOrder } from './order.ts'

/** What one webhook says: order topics carry the order, a deletion only its number. Source: `class-wc-webhook.php`. */
export function readWooMessage({ topic, body }: KeptMessage): Reading {
  const payload = parseJson(body)
  if (!isJsonObject(payload)) throw new UnreadableMessage('The body is JSON, but not an object.')
  if (!topic.startsWith('order.')) return { kind: 'nothing', why: `The topic ${topic} is not about an order.` }
  if (topic === 'order.deleted') return { kind: 'order_hint', orderNumber: needText(payload, 'id'), occurredAt: null }
  const order = readWooOrder(payload)
  return { kind: 'order', order, occurredAt: new Date(order.version) }
}
