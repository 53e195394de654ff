import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { signatureEqual } from '../signature-equal.ts'

/** Tolerance of the specification: five minutes either side, in milliseconds. */
export const TOLERANCE_MS = 5 * 60 * 1000

export interface SignedContent {
  readonly id: string
  /** Unix seconds in decimal, exactly as in the header. */
  readonly timestamp: string
  readonly body: Uint8Array | string
}

/**
 * One `v1,<base64>` signature: HMAC-SHA256 over `id.timestamp.body`.
 * Source: Standard Webhooks specification, symmetric signatures; the secret is `whsec_` + base64.
 */
export function signWebhook(secret: string, content: SignedContent): string {
  const hmac = createHmac('sha256', keyOf(secret))
  hmac.update(`${content.id}.${content.timestamp}.`).update(content.body)
  return `v1,${hmac.digest('base64')}`
}

/** The headers of a message that goes out at `at`, signed with each secret: several while one is replaced. */
export function signedHeaders(
  secrets: readonly string[],
  { id, at, body }: { readonly id: string; readonly at: Date; readonly body: SignedContent['body'] },
) {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signatures = secrets.map((secret) => signWebhook(secret, { id, timestamp, body }))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}

/** True when one of the space separated signatures is ours; other versions (`v1a`) are passed over. */
export function webhookSignatureMatches(secret: string, content: SignedContent, header: string): boolean {
  const expected = signWebhook(secret, content)
  let matches = false
  for (const given of header.split(' ')) {
    if (signatureEqual(expected, given)) matches = true
  }
  return matches
}

const MOST_KEYS = 1000
const keys = new Map<string, KeyObject>()

/** The key of a secret, made once: Node looks long at a key that comes as bytes. */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret)
  if (known) return known
  const key = createSecretKey(secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret, 'base64')
  if (keys.size >= MOST_KEYS) keys.clear()
  keys.set(secret, key)
  return key
}
