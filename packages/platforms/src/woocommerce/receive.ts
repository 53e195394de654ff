import type { AppAccess, HttpAnswer, HttpPush, PushedMessage, PushOutcome, RefusalReason } from '../driver.ts'
import { textAt } from '../json-field.ts'
import { isJsonObject, parseJson } from '../lossless-json.ts'
import { messageHash } from '../message-hash.ts'
import { signatureEqual } from '../signature-equal.ts'
import { wooSignature } from './sign.ts'

const ACCEPTED: HttpAnswer = { status: 200, contentType: 'text/plain', body: '' }
const LONGEST_PING = 100

/**
 * Verifies one webhook. A new webhook first sends an unsigned form, which must get exactly 200 and means nothing.
 * Two deliveries of one second can share a delivery id, so the key is id and body. Source: `class-wc-webhook.php`.
 */
export function receiveWoo(push: HttpPush, access: AppAccess, _now: Date): PushOutcome {
  if (push.method !== 'POST') return refused('malformed', 405)
  const given = push.headers['x-wc-webhook-signature']
  if (!given)
    return isPing(push) ? { kind: 'messages', messages: [], answer: ACCEPTED } : refused('signature_missing', 401)
  const secret = access.app.webhookSecret ?? ''
  if (secret === '' || !signatureEqual(wooSignature(secret, push.body), given)) return refused('signature_wrong', 401)
  return { kind: 'messages', messages: [messageOf(push)], answer: ACCEPTED }
}

function isPing({ body }: HttpPush): boolean {
  return body.length < LONGEST_PING && /^webhook_id=\d+$/.test(Buffer.from(body).toString('latin1'))
}

function messageOf({ headers, body }: HttpPush): PushedMessage {
  const id = (headers['x-wc-webhook-delivery-id'] ?? '').slice(0, 100)
  const topic = (headers['x-wc-webhook-topic'] ?? 'unreadable').slice(0, 100)
  return { key: `${id}:${messageHash(body)}`, topic, orderNumber: namedOrder(topic, body), shopNumber: null, body }
}

function namedOrder(topic: string, body: Uint8Array): string | null {
  if (!topic.startsWith('order.')) return null
  try {
    const payload = parseJson(body)
    return isJsonObject(payload) ? textAt(payload, 'id') : null
  } catch {
    return null
  }
}

function refused(reason: RefusalReason, status: number): PushOutcome {
  return { kind: 'refused', reason, answer: { status, contentType: 'text/plain', body: reason } }
}
