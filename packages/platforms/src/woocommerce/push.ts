import type { HttpPush } from '../driver.ts'
import { type JsonToWrite, stringifyJson } from '../lossless-json.ts'
import { wooSignature } from './sign.ts'

export interface WooPush {
  readonly topic: 'order.created' | 'order.updated' | 'order.deleted' | 'order.restored'
  readonly deliveryId: string
  /** The shop's own address. */
  readonly source: string
  readonly payload: Readonly<Record<string, JsonToWrite>>
}

/** Signs one webhook as WooCommerce sends it (`class-wc-webhook.php`). */
export function pushWoo(secret: string, push: WooPush): HttpPush {
  return signedWoo(secret, push, Buffer.from(stringifyJson(push.payload)))
}

/** The same for bytes of any kind. */
export function signedWoo(secret: string, push: Omit<WooPush, 'payload'>, body: Uint8Array): HttpPush {
  const [resource = '', event = ''] = push.topic.split('.')
  return {
    method: 'POST',
    query: {},
    headers: {
      'content-type': 'application/json',
      'user-agent': 'WooCommerce/10.0 Hookshot (WordPress/7.0)',
      'x-wc-webhook-source': push.source,
      'x-wc-webhook-topic': push.topic,
      'x-wc-webhook-resource': resource,
      'x-wc-webhook-event': event,
      'x-wc-webhook-signature': wooSignature(secret, body),
      'x-wc-webhook-id': '1',
      'x-wc-webhook-delivery-id': push.deliveryId,
    },
    body,
  }
}

/** What a new webhook sends before anything else: a form, and no signature. */
export function wooPing(webhookId: string): HttpPush {
  return {
    method: 'POST',
    query: {},
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(`webhook_id=${webhookId}`),
  }
}
