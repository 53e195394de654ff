import type { AppAccess, HttpAnswer, HttpPush, PushedMessage, PushOutcome, RefusalReason } from '../driver.ts'
import { objectAt, textAt } from '../json-field.ts'
import { isJsonObject, type JsonObject, parseJson } from '../lossless-json.ts'
import { messageHash } from '../message-hash.ts'
import { signatureEqual } from '../signature-equal.ts'
import { weixinNumbers } from './read.ts'
import { type Decrypted, decryptMessage, sha1Sorted } from './sign.ts'

/**
 * Verifies the address (GET, answered with `echostr`) or one encrypted push (POST, answered with `success`).
 * Source: official documentation of WeChat message push; shops only use the safe mode with JSON.
 */
export function receiveWeixinShop(push: HttpPush, access: AppAccess, _now: Date): PushOutcome {
  const { token = '' } = access.app
  const { timestamp, nonce } = push.query
  if (!timestamp || !nonce) return refused('signature_missing', 401)
  if (token === '') return refused('signature_wrong', 401)
  if (push.method === 'GET') return verifyAddress(push, [token, timestamp, nonce])
  if (push.method !== 'POST') return refused('malformed', 405)
  const given = push.query.msg_signature
  if (!given) return refused('signature_missing', 401)
  const encrypted = encryptedPart(push.body)
  if (encrypted === null) return refused('malformed', 400)
  if (!signatureEqual(sha1Sorted([token, timestamp, nonce, encrypted]), given)) return refused('signature_wrong', 401)
  return openMessage(encrypted, access)
}

function verifyAddress(push: HttpPush, parts: readonly string[]): PushOutcome {
  const given = push.query.signature
  if (!given) return refused('signature_missing', 401)
  if (!signatureEqual(sha1Sorted(parts), given)) return refused('signature_wrong', 401)
  return { kind: 'messages', messages: [], answer: plain(200, push.query.echostr ?? '') }
}

function openMessage(encrypted: string, access: AppAccess): PushOutcome {
  const { appId = '', encodingAesKey = '' } = access.app
  let decrypted: Decrypted
  try {
    decrypted = decryptMessage(encrypted, encodingAesKey)
  } catch {
    return refused('malformed', 400)
  }
  if (appId === '' || decrypted.appId !== appId) return refused('receiver_wrong', 401)
  return { kind: 'messages', messages: [messageOf(decrypted)], answer: plain(200, 'success') }
}

/** Key as the platform advises: sender, time, event, order; after-sale events of one second differ by number and status. */
function messageOf({ message, appId }: Decrypted): PushedMessage {
  const body = Uint8Array.from(message)
  try {
    const event = parseJson(body)
    if (isJsonObject(event)) return { ...envelopeOf(event, body), shopNumber: appId, body }
  } catch {
    // Signed and encrypted by the platform: kept below.
  }
  return { key: messageHash(body), topic: 'unreadable', orderNumber: null, shopNumber: appId, body }
}

function envelopeOf(event: JsonObject, body: Uint8Array): { key: string; topic: string; orderNumber: string | null } {
  const { orderNumber, afterSaleNumber } = weixinNumbers(event)
  const topic = textAt(event, 'Event') ?? textAt(event, 'MsgType')
  const sender = textAt(event, 'FromUserName')
  const time = textAt(event, 'CreateTime')
  if (topic === null || sender === null || time === null) {
    return { key: messageHash(body), topic: topic ?? 'unreadable', orderNumber }
  }
  const update = objectAt(event, 'finder_shop_aftersale_status_update')
  const parts = [sender, time, topic, orderNumber ?? messageHash(body)]
  if (afterSaleNumber !== null) parts.push(afterSaleNumber, (update && textAt(update, 'status')) ?? '')
  return { key: parts.join(':'), topic, orderNumber }
}

function encryptedPart(body: Uint8Array): string | null {
  try {
    const root = parseJson(body)
    return isJsonObject(root) ? textAt(root, 'Encrypt') : null
  } catch {
    return null
  }
}

function refused(reason: RefusalReason, status: number): PushOutcome {
  return { kind: 'refused', reason, answer: plain(status, 'fail') }
}

function plain(status: number, body: string): HttpAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body }
}
