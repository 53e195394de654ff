import type { Message } from '../messages/message.ts'
import { applyChange, isAllowed } from '../orders/apply-change.ts'
import type { Change, Order } from '../orders/order.ts'
import type { Sandbox } from '../sandbox.ts'
import { ControlFailure } from './failure.ts'

const SECOND = 1000

/** What must have happened before; steps that are already behind are left out. */
const BEFORE = {
  created: [],
  paid: [],
  closed: [],
  held: ['paid'],
  released: ['paid', 'held'],
  address_changed: ['paid'],
  memo_changed: [],
  part_shipped: ['paid'],
  shipped: ['paid'],
  picked_up: ['paid', 'shipped'],
  in_transit: ['paid', 'shipped', 'picked_up'],
  dest_city: ['paid', 'shipped', 'picked_up', 'in_transit'],
  out_for_delivery: ['paid', 'shipped', 'picked_up', 'in_transit', 'dest_city'],
  signed: ['paid', 'shipped'],
  completed: ['paid', 'shipped', 'signed'],
  refund_requested: ['paid'],
  refund_approved: ['paid', 'refund_requested'],
  goods_returning: ['paid', 'refund_requested', 'refund_approved'],
  refund_rejected: ['paid', 'refund_requested'],
  refunded: ['paid', 'refund_requested', 'refund_approved'],
} as const satisfies Record<Change, readonly Change[]>

/** The changes that lead there. Throws `ControlFailure` when no way does. */
export function pathTo(order: Order, to: Change): readonly Change[] {
  const imagined = { ...order, sale: order.sale && { ...order.sale } }
  const path: Change[] = []
  for (const change of [...BEFORE[to], to]) {
    if (!isAllowed(imagined, change)) continue
    applyChange(imagined, change, imagined.version)
    path.push(change)
  }
  if (path.at(-1) !== to) throw new ControlFailure(409, `${order.number} is ${order.stage}: ${to} is not possible.`)
  return path
}

/** Moves an order to where a person wants it and tells of every step; times end at now where the order is old enough. */
export function moveOrder(sandbox: Sandbox, order: Order, to: Change): readonly Message[] {
  const path = pathTo(order, to)
  const now = sandbox.clock.wall()
  return path.flatMap((change, at) => {
    sandbox.desk.make(order, change, now - (path.length - 1 - at) * SECOND)
    return sandbox.desk.tell(order, change, { jitter: false })
  })
}

export interface MovedOrder {
  readonly number: string
  readonly platform: string
  readonly channel: string
  readonly shop: string
  readonly shopNumber: string
  readonly stage: string
  readonly version: number
  readonly messages: readonly { readonly id: string; readonly topic: string }[]
}

/** An order and what was just told of it, as the control API answers. */
export function movedOrder(order: Order, messages: readonly Message[]): MovedOrder {
  const { number, channel, shop, stage, version } = order
  return {
    number,
    platform: channel.platform,
    channel: channel.name,
    shop: shop.name,
    shopNumber: shop.nativeNumber,
    stage,
    version,
    messages: messages.map(({ id, topic }) => ({ id, topic })),
  }
}
