import { createHmac } from 'node:crypto'

/** HMAC-SHA256 of the exact bytes in base64, as Shopify and WooCommerce sign their webhooks. */
export function hmacBase64(secret: string, body: Uint8Array | string): string {
  return createHmac('sha256', secret).update(body).digest('base64')
}
