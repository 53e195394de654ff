import { z } from 'zod'
import type { PlatformRequest } from '../driver.ts'
import { parseJson } from '../lossless-json.ts'
import { signedHeaders, TOLERANCE_MS, webhookSignatureMatches } from './sign.ts'

/** What we tell an own shop or ERP; docs/channels/own-shop.md explains each field. */
const OutgoingParcel = z.strictObject({
  carrier: z.string(),
  carrierName: z.string(),
  waybill: z.string(),
  lines: z.array(z.strictObject({ lineNumber: z.string(), sku: z.string().nullable(), quantity: z.int().min(1) })),
})
export const OutgoingShipped = z.strictObject({
  type: z.literal('order.shipped'),
  timestamp: z.iso.datetime(),
  data: z.strictObject({ orderNumber: z.string(), isLast: z.boolean(), parcels: z.array(OutgoingParcel).min(1) }),
})
export const OutgoingCancelled = z.strictObject({
  type: z.literal('order.cancelled'),
  timestamp: z.iso.datetime(),
  data: z.strictObject({ orderNumber: z.string(), reason: z.string() }),
})
export const OutgoingEvent = z.discriminatedUnion('type', [OutgoingShipped, OutgoingCancelled])
export type OutgoingEvent = z.infer<typeof OutgoingEvent>

/** One signed request to the configured address; `id` is the same on every repeat, so that the receiver can tell it. */
export function outgoingRequest(
  target: { readonly url: string; readonly secret: string },
  message: { readonly id: string; readonly event: OutgoingEvent },
  now: Date,
): PlatformRequest {
  const body = JSON.stringify(message.event)
  const signed = signedHeaders([target.secret], { id: message.id, at: now, body })
  return { method: 'POST', url: target.url, headers: { 'content-type': 'application/json', ...signed }, body }
}

export type ReceivedOutgoing =
  | { readonly ok: true; readonly id: string; readonly event: OutgoingEvent }
  | { readonly ok: false; readonly status: 400 | 401; readonly why: string }

/** The receiver's half: verifies signature and age, and reads the event. */
export function openOutgoing(
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array },
  secret: string,
  now: Date,
): ReceivedOutgoing {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = request.headers
  if (!id || !timestamp || !signature) return { ok: false, status: 401, why: 'signature_missing' }
  if (!webhookSignatureMatches(secret, { id, timestamp, body: request.body }, signature)) {
    return { ok: false, status: 401, why: 'signature_wrong' }
  }
  if (!(Math.abs(now.getTime() - Number(timestamp) * 1000) <= TOLERANCE_MS)) {
    return { ok: false, status: 401, why: 'timestamp_outside_window' }
  }
  try {
    parseJson(request.body)
    const event = OutgoingEvent.safeParse(JSON.parse(Buffer.from(request.body).toString('utf8')))
    return event.success ? { ok: true, id, event: event.data } : { ok: false, status: 400, why: 'malformed' }
  } catch {
    return { ok: false, status: 400, why: 'malformed' }
  }
}
