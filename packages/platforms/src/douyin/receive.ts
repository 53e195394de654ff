import type { AppAccess, HttpAnswer, HttpPush, PushedMessage, PushOutcome, RefusalReason } from '../driver.ts'
import { textAt } from '../json-field.ts'
import { isJsonObject, type Json, parseJsonElements, stringifyJson } from '../lossless-json.ts'
import { messageHash } from '../message-hash.ts'
import { signatureEqual } from '../signature-equal.ts'
import { orderNumberOf, readEnvelope } from './read.ts'
import { eventSign } from './sign.ts'
import { CONSOLE_TEST_TAG } from './tags.ts'

const ACCEPTED: HttpAnswer = { status: 200, contentType: 'application/json', body: '{"code":0,"msg":"success"}' }

/** Far more than the platform batches; what claims more is garbage, and kept as one message. */
const MOST_MESSAGES = 10_000

/**
 * Verifies one push and splits its array. What is signed but makes no sense is kept as `unreadable`.
 * Source: Doudian message documentation (headers, event-sign, exact acknowledgement); the scheme has no timestamp.
 */
export function receiveDouyin(push: HttpPush, access: AppAccess, _now: Date): PushOutcome {
  if (push.method !== 'POST') return refused('malformed', 405)
  const { appKey = '', appSecret = '' } = access.app
  const given = push.headers['event-sign']
  if (!given) return refused('signature_missing', 401)
  const receiver = push.headers['app-id']
  if (receiver && receiver !== appKey) return refused('receiver_wrong', 401)
  if (appSecret === '' || !signatureEqual(eventSign(appKey, appSecret, push.body), given.toLowerCase())) {
    return refused('signature_wrong', 401)
  }
  return { kind: 'messages', messages: split(push.body), answer: ACCEPTED }
}

function split(body: Uint8Array): readonly PushedMessage[] {
  try {
    const elements = parseJsonElements(body)
    if (elements && elements.length <= MOST_MESSAGES)
      return elements.map(messageOf).filter((message) => message !== null)
  } catch {
    // Signed, so it came from the platform: kept below.
  }
  return [unreadable(body)]
}

/** Null for the console's test message. */
function messageOf({ value: element, text }: { value: Json; text: string }): PushedMessage | null {
  const body = Buffer.from(text)
  try {
    if (!isJsonObject(element)) return unreadable(body)
    const { tag, messageId, data } = readEnvelope(element)
    if (tag === CONSOLE_TEST_TAG) return null
    return {
      key: messageId !== null && messageId.length <= 200 ? messageId : messageHash(stringifyJson(element)),
      topic: (tag ?? 'unreadable').slice(0, 100),
      orderNumber: data && orderNumberOf(data),
      shopNumber: data && textAt(data, 'shop_id'),
      body,
    }
  } catch {
    return unreadable(body)
  }
}

function unreadable(body: Uint8Array): PushedMessage {
  return { key: messageHash(body), topic: 'unreadable', orderNumber: null, shopNumber: null, body }
}

function refused(reason: RefusalReason, status: number): PushOutcome {
  return {
    kind: 'refused',
    reason,
    answer: { status, contentType: 'application/json', body: '{"code":1,"msg":"fail"}' },
  }
}
