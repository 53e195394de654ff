import { type KeptMessage, type Reading, UnreadableMessage } from '../driver.ts'
import { fieldAt, textAt, unixSecondsAt } from '../json-field.ts'
import { isJsonObject, type JsonObject, parseJson } from '../lossless-json.ts'
import { DOUYIN_TAGS } from './tags.ts'

/** Fields that carry the moment of the event, most specific first (published samples). */
const TIME_FIELDS = [
  'update_time',
  'pay_time',
  'cancel_time',
  'ship_time',
  'complete_time',
  'apply_time',
  'create_time',
]

/** One element of a push array, in any of its published spellings. */
export interface DouyinEnvelope {
  readonly tag: string | null
  readonly messageId: string | null
  /** Null when `data` is neither an object nor JSON text of one. */
  readonly data: JsonObject | null
}

/** Takes tag as text or number, `msg_id` or `msgId`, and `data` as text or object. */
export function readEnvelope(element: JsonObject): DouyinEnvelope {
  return {
    tag: textAt(element, 'tag'),
    messageId: textAt(element, 'msg_id') ?? textAt(element, 'msgId'),
    data: dataOf(element),
  }
}

/** The parent order number: `p_id`, or `order_id` in messages that use it. */
export function orderNumberOf(data: JsonObject): string | null {
  return textAt(data, 'p_id') ?? textAt(data, 'order_id')
}

/** What one kept Douyin message says: always a hint, the order itself is fetched. */
export function readDouyinMessage(message: KeptMessage): Reading {
  const element = parseJson(message.body)
  if (!isJsonObject(element)) throw new UnreadableMessage('The message is JSON, but not an object.')
  const { tag, data } = readEnvelope(element)
  if (tag === null) throw new UnreadableMessage('Field tag is missing.')
  if (data === null) {
    if (Object.hasOwn(DOUYIN_TAGS, tag))
      throw new UnreadableMessage('Field data is neither an object nor JSON text of one.')
    return { kind: 'nothing', why: `Tag ${tag} carries no data.` }
  }
  return readData(tag, data)
}

function readData(tag: string, data: JsonObject): Reading {
  const orderNumber = orderNumberOf(data)
  const afterSaleNumber = textAt(data, 'aftersale_id')
  if (orderNumber === null) {
    if (!Object.hasOwn(DOUYIN_TAGS, tag) && afterSaleNumber === null) {
      return { kind: 'nothing', why: `Tag ${tag} names no order.` }
    }
    throw new UnreadableMessage(`Tag ${tag} should name an order, but p_id is missing.`)
  }
  const occurredAt = momentOf(data)
  if (afterSaleNumber !== null) return { kind: 'after_sale_hint', orderNumber, afterSaleNumber, occurredAt }
  return { kind: 'order_hint', orderNumber, occurredAt }
}

function momentOf(data: JsonObject): Date | null {
  for (const key of TIME_FIELDS) {
    const at = unixSecondsAt(data, key)
    if (at !== null) return at
  }
  return null
}

function dataOf(element: JsonObject): JsonObject | null {
  const data = fieldAt(element, 'data')
  if (isJsonObject(data)) return data
  if (typeof data !== 'string') return null
  try {
    const parsed = parseJson(data)
    return isJsonObject(parsed) ? parsed : null
  } catch {
    return null
  }
}
