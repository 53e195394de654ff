import { type OwnShopEvent, orderEvent, pushOwnShop, traceEvent } from '@baton/platforms/standard-webhooks'
import { type Change, type Order, TRACE_STEPS, type TraceStep } from '../orders/order.ts'
import { snapshotOf, traceOf } from '../orders/snapshot.ts'
import type { Moment } from './compose.ts'
import type { Draft } from './message.ts'

const TYPES = {
  created: 'order.created',
  paid: 'order.paid',
  held: 'order.updated',
  released: 'order.updated',
  address_changed: 'order.updated',
  memo_changed: 'order.updated',
  part_shipped: 'order.shipped',
  shipped: 'order.shipped',
  signed: 'order.signed',
  completed: 'order.completed',
  closed: 'order.cancelled',
  refund_requested: 'order.updated',
  refund_approved: 'order.updated',
  goods_returning: 'order.updated',
  refund_rejected: 'order.updated',
  refunded: 'order.refunded',
} as const satisfies Record<Exclude<Change, TraceStep>, Parameters<typeof orderEvent>[0]>

/** Webhooks of a change; each order event carries the whole order as it is at this moment. */
export function ownShopMessages(order: Order, change: Change, moment: Moment): readonly Draft[] {
  const trace = (step: TraceStep | 'signed') =>
    draft(order, { type: 'shipment.trace', event: () => traceEvent(traceOf(order, step, moment.at)) }, moment)
  if (isTraceStep(change)) return [trace(change)]
  const partly = change === 'refunded' && order.sale?.wholeOrder === false
  const type = partly ? 'order.updated' : TYPES[change]
  const told = draft(order, { type, event: () => orderEvent(type, snapshotOf(order), moment.at) }, moment)
  return change === 'signed' ? [told, trace('signed')] : [told]
}

function draft(order: Order, { type, event }: { type: string; event(): OwnShopEvent }, moment: Moment): Draft {
  const id = `msg_${moment.nextId().toString(36)}`
  const secrets = [order.channel.fields.secret ?? '']
  return {
    id,
    topic: type,
    wire: { kind: 'http', push: (sentAt) => pushOwnShop(secrets, { id, event: event(), sentAt }) },
  }
}

function isTraceStep(change: Change): change is TraceStep {
  return (TRACE_STEPS as readonly string[]).includes(change)
}
