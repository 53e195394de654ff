import type { AppAccess, HttpAnswer, HttpPush, PushedMessage, PushOutcome, RefusalReason } from '../driver.ts'
import { hmacBase64 } from '../hmac-base64.ts'
import { isJsonObject, parseJson } from '../lossless-json.ts'
import { messageHash } from '../message-hash.ts'
import { signatureEqual } from '../signature-equal.ts'
import { orderNumberOf } from './read.ts'

const ACCEPTED: HttpAnswer = { status: 200, contentType: 'text/plain', body: '' }

/**
 * Verifies one webhook: base64 HMAC-SHA256 of the raw body with the app's client secret. The scheme has no timestamp; the id of
 * the delivery, the same on every retry, is the only defence against repeats. Source: official webhook documentation.
 */
export function receiveShopify(push: HttpPush, access: AppAccess, _now: Date): PushOutcome {
  if (push.method !== 'POST') return refused('malformed', 405)
  const given = push.headers['x-shopify-hmac-sha256']
  if (!given) return refused('signature_missing', 401)
  const secret = access.app.clientSecret ?? ''
  if (secret === '' || !signatureEqual(hmacBase64(secret, push.body), given)) return refused('signature_wrong', 401)
  return { kind: 'messages', messages: [messageOf(push)], answer: ACCEPTED }
}

function messageOf({ headers, body }: HttpPush): PushedMessage {
  const topic = (headers['x-shopify-topic'] ?? 'unreadable').slice(0, 100)
  const id = headers['x-shopify-webhook-id'] ?? ''
  const key = id === '' || id.length > 200 ? messageHash(body) : id
  const shopNumber = headers['x-shopify-shop-domain']?.toLowerCase().slice(0, 200) || null
  return { key, topic, orderNumber: namedOrder(topic, body), shopNumber, body }
}

/** Signed but unreadable is kept all the same, so that a person sees it. */
function namedOrder(topic: string, body: Uint8Array): string | null {
  try {
    const payload = parseJson(body)
    return isJsonObject(payload) ? orderNumberOf(topic, payload) : null
  } catch {
    return null
  }
}

function refused(reason: RefusalReason, status: number): PushOutcome {
  return { kind: 'refused', reason, answer: { status, contentType: 'text/plain', body: reason } }
}
