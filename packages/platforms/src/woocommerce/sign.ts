import { hmacBase64 } from '../hmac-base64.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#039;': "'",
  '&#39;': "'",
}

/**
 * Base64 HMAC-SHA256 of the raw body. WordPress keeps a secret with its special characters escaped and signs with them restored.
 * Source: `WC_Webhook::generate_signature`.
 */
export function wooSignature(secret: string, body: Uint8Array | string): string {
  return hmacBase64(
    secret.replace(/&(amp|lt|gt|quot|#0?39);/g, (entity) => ENTITIES[entity] ?? entity),
    body,
  )
}
