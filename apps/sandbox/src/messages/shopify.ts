import { type JsonToWrite, wireNumber } from '@baton/platforms'
import { pushShopify, renderShopifyOrder, renderShopifyTrace } from '@baton/platforms/shopify'
import type { Change, Order } from '../orders/order.ts'
import { parcelsOfOrder, snapshotOf, traceOf } from '../orders/snapshot.ts'
import type { Moment } from './compose.ts'
import type { Draft } from './message.ts'

/** Webhooks of a change; Shopify often sends more than one topic for it. */
const TOPICS: Partial<Record<Change, readonly string[]>> = {
  created: ['orders/create'],
  paid: ['orders/paid', 'orders/updated'],
  address_changed: ['orders/updated'],
  memo_changed: ['orders/updated'],
  part_shipped: ['fulfillments/create', 'orders/updated'],
  shipped: ['fulfillments/create', 'orders/fulfilled'],
  closed: ['orders/cancelled'],
  refunded: ['refunds/create', 'orders/updated'],
}

/** `shipment_status` of a parcel's steps. */
const STEPS = {
  picked_up: 'confirmed',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  signed: 'delivered',
} as const

export function shopifyMessages(order: Order, change: Change, moment: Moment): readonly Draft[] {
  const at = moment.at
  if (isStep(change)) {
    const trace = () => ({ ...traceOf(order, change, at), orderNumber: order.number, nativeStatus: STEPS[change] })
    return [draft(order, { topic: 'fulfillments/update', payload: () => renderShopifyTrace(trace()) }, moment)]
  }
  return (TOPICS[change] ?? []).map((topic) =>
    draft(order, { topic, payload: () => payloadOf(order, topic, at) }, moment),
  )
}

type Payload = Readonly<Record<string, JsonToWrite>>

function payloadOf(order: Order, topic: string, at: Date): Payload {
  if (topic === 'fulfillments/create') {
    const parcel = parcelsOfOrder(order).at(-1)
    return {
      id: wireNumber(`${order.number}${order.parcels}`),
      order_id: wireNumber(order.number),
      status: 'success',
      shipment_status: null,
      created_at: at.toISOString(),
      tracking_company: parcel?.carrier ?? null,
      tracking_number: parcel?.waybill ?? null,
    }
  }
  if (topic === 'refunds/create') {
    return {
      id: wireNumber(order.sale?.number ?? '0'),
      order_id: wireNumber(order.number),
      created_at: at.toISOString(),
    }
  }
  return renderShopifyOrder(snapshotOf(order))
}

function draft(order: Order, { topic, payload }: { topic: string; payload(): Payload }, moment: Moment): Draft {
  const id = `b54557e4-${moment.nextId().toString(16).padStart(16, '0')}`
  const secret = order.channel.fields.clientSecret ?? ''
  const base = { topic, webhookId: id, shopDomain: order.shop.nativeNumber, triggeredAt: moment.at }
  return { id, topic, wire: { kind: 'http', push: () => pushShopify(secret, { ...base, payload: payload() }) } }
}

function isStep(change: Change): change is keyof typeof STEPS {
  return Object.hasOwn(STEPS, change)
}
