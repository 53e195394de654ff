import type { HttpPush, TraceFact } from '../driver.ts'
import { hmacBase64 } from '../hmac-base64.ts'
import { type JsonToWrite, stringifyJson, wireNumber } from '../lossless-json.ts'
import { DEFAULT_API_VERSION } from './request.ts'

export interface ShopifyPush {
  readonly topic: string
  /** The same on every retry. */
  readonly webhookId: string
  readonly shopDomain: string
  readonly triggeredAt: Date
  readonly payload: Readonly<Record<string, JsonToWrite>>
}

/** Signs one webhook as Shopify sends it (official webhook documentation). */
export function pushShopify(clientSecret: string, push: ShopifyPush): HttpPush {
  return signedShopify(clientSecret, push, Buffer.from(stringifyJson(push.payload)))
}

/** The same for bytes of any kind. */
export function signedShopify(clientSecret: string, push: Omit<ShopifyPush, 'payload'>, body: Uint8Array): HttpPush {
  return {
    method: 'POST',
    query: {},
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': push.topic,
      'x-shopify-shop-domain': push.shopDomain,
      'x-shopify-api-version': DEFAULT_API_VERSION,
      'x-shopify-webhook-id': push.webhookId,
      'x-shopify-event-id': push.webhookId,
      'x-shopify-triggered-at': push.triggeredAt.toISOString(),
      'x-shopify-hmac-sha256': hmacBase64(clientSecret, body),
    },
    body,
  }
}

/** Payload of `fulfillments/update` once the carrier spoke. */
export function renderShopifyTrace(
  trace: TraceFact & { readonly orderNumber: string },
): Readonly<Record<string, JsonToWrite>> {
  return {
    id: wireNumber(`${trace.orderNumber}1`),
    order_id: wireNumber(trace.orderNumber),
    status: 'success',
    shipment_status: trace.nativeStatus,
    tracking_company: trace.carrier,
    tracking_number: trace.waybill,
    updated_at: trace.occurredAt.toISOString(),
  }
}
