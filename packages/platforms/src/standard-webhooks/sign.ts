import { createHmac } from 'node:crypto'
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
  const hmac = createHmac('sha256', secretBytes(secret))
  hmac.update(`${content.id}.${content.timestamp}.`).update(content.body)
  return `v1,${hmac.digest('base64')}`
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

function secretBytes(secret: string): Buffer {
  return Buffer.from(secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret, 'base64')
}
