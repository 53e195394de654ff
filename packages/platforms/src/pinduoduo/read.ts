import { type KeptMessage, type Reading, UnreadableMessage } from '../driver.ts'
import { objectAt, textAt, unixMsAt } from '../json-field.ts'
import { isJsonObject, type JsonObject, parseJson } from '../lossless-json.ts'
import { UNREADABLE_FRAME } from '../unreadable-frame.ts'
import { contentOfMessage, readPmcFrame } from './pmc.ts'
import { orderNumberOfContent, PDD_TOPICS } from './topics.ts'

/** What one kept PMC frame says: always a hint, the order or after-sale itself is fetched. */
export function readPddMessage(kept: KeptMessage): Reading {
  if (kept.topic === UNREADABLE_FRAME) return readPddMessage(messageIn(kept.body))
  const root = parseJson(kept.body)
  if (!isJsonObject(root)) throw new UnreadableMessage('The frame is JSON, but not an object.')
  const message = objectAt(root, 'message') ?? root
  const type = textAt(message, 'type') ?? kept.topic
  const known = (PDD_TOPICS as readonly string[]).includes(type)
  const content = readContent(message)
  if (content === null) {
    if (known) throw new UnreadableMessage('Field content is not JSON text of an object.')
    return { kind: 'nothing', why: `The type ${type} carries no readable content.` }
  }
  return readHint(type, content, { known, sentAt: unixMsAt(root, 'sendTime') })
}

function messageIn(bytes: Uint8Array): KeptMessage {
  const frame = readPmcFrame(bytes)
  if (frame.kind === 'message') return frame.message
  throw new UnreadableMessage('The frame carries no message.')
}

function readHint(type: string, content: JsonObject, about: { known: boolean; sentAt: Date | null }): Reading {
  const orderNumber = orderNumberOfContent(content)
  if (orderNumber === null) {
    if (about.known) throw new UnreadableMessage(`The type ${type} should name an order, but tid is missing.`)
    return { kind: 'nothing', why: `The type ${type} names no order.` }
  }
  const occurredAt = unixMsAt(content, 'modified') ?? about.sentAt
  const afterSaleNumber = textAt(content, 'refund_id')
  if (afterSaleNumber !== null) return { kind: 'after_sale_hint', orderNumber, afterSaleNumber, occurredAt }
  return { kind: 'order_hint', orderNumber, occurredAt }
}

function readContent(message: JsonObject): JsonObject | null {
  try {
    return contentOfMessage(message)
  } catch {
    return null
  }
}
