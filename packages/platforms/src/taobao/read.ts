import { chinaTimeAt } from '../china-time.ts'
import { type KeptMessage, type Reading, UnreadableMessage } from '../driver.ts'
import { fieldAt, needText, textAt, unixMsAt } from '../json-field.ts'
import { isJsonObject, type JsonObject, parseJson } from '../lossless-json.ts'
import { UNREADABLE_FRAME } from '../unreadable-frame.ts'
import { readTmcArrival } from './tmc-client.ts'
import { orderNumberOfContent, TAOBAO_TOPICS, TRACE_TOPIC } from './topics.ts'

/** What one kept TMC message says: logistics messages carry the fact, all others hint at the trade or refund to fetch. */
export function readTaobaoMessage(message: KeptMessage): Reading {
  if (message.topic === UNREADABLE_FRAME) return readTaobaoMessage(messageIn(message.body))
  const root = parseJson(message.body)
  if (!isJsonObject(root)) throw new UnreadableMessage('The message is JSON, but not an object.')
  const topic = textAt(root, 'topic') ?? message.topic
  const content = contentOf(root)
  const occurredAt = unixMsAt(root, 'time')
  if (content === null) {
    if ((TAOBAO_TOPICS as readonly string[]).includes(topic)) {
      throw new UnreadableMessage('Field content is not JSON text of an object.')
    }
    return { kind: 'nothing', why: `The topic ${topic} carries no readable content.` }
  }
  if (topic === TRACE_TOPIC) return readTrace(content, occurredAt)
  const orderNumber = orderNumberOfContent(content)
  if (orderNumber === null) {
    if ((TAOBAO_TOPICS as readonly string[]).includes(topic)) {
      throw new UnreadableMessage(`The topic ${topic} should name a trade, but tid is missing.`)
    }
    return { kind: 'nothing', why: `The topic ${topic} names no trade.` }
  }
  const afterSaleNumber = textAt(content, 'refund_id')
  if (afterSaleNumber !== null) return { kind: 'after_sale_hint', orderNumber, afterSaleNumber, occurredAt }
  return { kind: 'order_hint', orderNumber, occurredAt }
}

function messageIn(frame: Uint8Array): KeptMessage {
  const arrival = readTmcArrival(frame)
  if (arrival.kind === 'message') return arrival.message
  throw new UnreadableMessage('The frame carries no message.')
}

function readTrace(content: JsonObject, sentAt: Date | null): Reading {
  const occurredAt = chinaTimeAt(content, 'time') ?? sentAt
  if (occurredAt === null) throw new UnreadableMessage('Field time is missing.')
  return {
    kind: 'trace',
    trace: {
      orderNumber: textAt(content, 'tid'),
      carrier: textAt(content, 'company_name') ?? '',
      waybill: needText(content, 'out_sid'),
      nativeStatus: needText(content, 'action'),
      occurredAt,
      text: textAt(content, 'desc') ?? '',
    },
  }
}

/** `content` is JSON text on the socket; the REST fallback may hand it over as an object. */
function contentOf(root: JsonObject): JsonObject | null {
  const content = fieldAt(root, 'content')
  if (isJsonObject(content)) return content
  if (typeof content !== 'string') return null
  try {
    const parsed = parseJson(content)
    return isJsonObject(parsed) ? parsed : null
  } catch {
    return null
  }
}
