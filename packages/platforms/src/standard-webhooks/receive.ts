import type { AppAccess, HttpAnswer, HttpPush, PushedMessage, PushOutcome, RefusalReason } from '../driver.ts'
import { isJsonObject, parseJson } from '../lossless-json.ts'
import { messageHash } from '../message-hash.ts'
import { ownShopNumbers } from './read.ts'
import { TOLERANCE_MS, webhookSignatureMatches } from './sign.ts'

const ACCEPTED: HttpAnswer = { status: 200, contentType: 'application/json', body: '{"ok":true}' }
const LONGEST_KEY = 200

/**
 * Verifies one Standard Webhooks delivery; the key of its message is `webhook-id`.
 * Source: Standard Webhooks specification (headers, five minutes of tolerance, any 2xx acknowledges).
 */
export function receiveOwnShop(push: HttpPush, access: AppAccess, now: Date): PushOutcome {
  if (push.method !== 'POST') return refused('malformed', 405)
  const id = push.headers['webhook-id']
  const timestamp = push.headers['webhook-timestamp']
  const signature = push.headers['webhook-signature']
  if (!id || !timestamp || !signature) return refused('signature_missing', 401)
  if (!/^\d{1,12}$/.test(timestamp)) return refused('malformed', 400)
  const secret = access.app.secret ?? ''
  if (secret === '' || !webhookSignatureMatches(secret, { id, timestamp, body: push.body }, signature)) {
    return refused('signature_wrong', 401)
  }
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > TOLERANCE_MS) {
    return refused('timestamp_outside_window', 401)
  }
  return { kind: 'messages', messages: [keptMessage(id, push.body)], answer: ACCEPTED }
}

function keptMessage(id: string, body: Uint8Array): PushedMessage {
  const key = id.length > LONGEST_KEY ? messageHash(id) : id
  try {
    const root = parseJson(body)
    if (isJsonObject(root) && typeof root.type === 'string' && root.type !== '') {
      return { key, topic: root.type.slice(0, 100), ...ownShopNumbers(root), body }
    }
  } catch {
    // Signed but unreadable: kept all the same, so that a person sees it.
  }
  return { key, topic: 'unreadable', orderNumber: null, shopNumber: null, body }
}

function refused(reason: RefusalReason, status: number): PushOutcome {
  const answer = { status, contentType: 'application/json', body: JSON.stringify({ ok: false, reason }) }
  return { kind: 'refused', reason, answer }
}
