import { CARRIERS } from '@baton/contract'
import { busyFault, isSuccess } from '../call-answer.ts'
import type { Answer, PlatformReply, ShopAccess } from '../driver.ts'
import { type CancelCall, type CarrierCodes, hasFields, type ShipCall, type ShipInput } from '../ship.ts'
import { type OutgoingEvent, outgoingRequest } from './outgoing.ts'

/** An own shop speaks our standard codes. */
export const OWN_SHOP_CARRIERS: CarrierCodes = Object.fromEntries(CARRIERS.map((code) => [code, code]))

/** `order.shipped` to the configured address; the request key is its `webhook-id`. */
export const ownShopShip: ShipCall = {
  repeat: 'idempotent',
  ready: isTold,
  request: (access, input, now) => outgoing(access, now, { id: input.requestKey, event: shippedEvent(input, now) }),
  answer: (reply) => answerOfReceiver(reply, { kind: 'shipped' as const }),
}

/** `order.cancelled` to the configured address. */
export const ownShopCancel: CancelCall = {
  scope: 'any',
  ready: isTold,
  request: (access, input, now) =>
    outgoing(access, now, {
      id: input.requestKey,
      event: {
        type: 'order.cancelled',
        timestamp: now.toISOString(),
        data: { orderNumber: input.orderNumber, reason: input.reason },
      },
    }),
  answer: (reply) => answerOfReceiver(reply, { kind: 'cancelled' as const }),
}

function shippedEvent({ orderNumber, isLast, parcels }: ShipInput, now: Date): OutgoingEvent {
  return {
    type: 'order.shipped',
    timestamp: now.toISOString(),
    data: {
      orderNumber,
      isLast,
      parcels: parcels.map(({ carrier, carrierName, waybill, lines }) => ({
        carrier,
        carrierName,
        waybill,
        lines: lines.map(({ lineNumber, sku, quantity }) => ({ lineNumber, sku, quantity })),
      })),
    },
  }
}

function isTold(access: ShopAccess): boolean {
  return hasFields(access, 'endpoints', ['events']) && hasFields(access, 'app', ['outgoingSecret'])
}

function outgoing(access: ShopAccess, now: Date, message: { readonly id: string; readonly event: OutgoingEvent }) {
  const target = { url: access.endpoints.events ?? '', secret: access.app.outgoingSecret ?? '' }
  return outgoingRequest(target, message, now)
}

/** Any 2xx is success, whatever its body says (Standard Webhooks); 404 speaks of the order, 410 of the address. */
function answerOfReceiver<T>(reply: PlatformReply, value: T): Answer<T> {
  const busy = busyFault(reply)
  if (busy !== null) return { ok: false, fault: busy }
  if (isSuccess(reply)) return { ok: true, value }
  const action = reply.status === 404 ? 'absent' : 'never'
  return { ok: false, fault: { code: `http_${reply.status}`, message: 'The receiver refused the event.', action } }
}
