import type { Change } from '../orders/order.ts'
import type { Sandbox } from '../sandbox.ts'
import { ControlFailure } from './failure.ts'
import { findChannel } from './find-channel.ts'
import { type MovedOrder, movedOrder, moveOrder, pathTo } from './move-order.ts'

export const MOST_ORDERS_AT_ONCE = 2000

export interface OrdersWanted {
  /** A platform or a channel's name; any channel when left out. */
  readonly channel?: string
  readonly count?: number
  /** The last thing that happened to them; paid when left out. */
  readonly state?: Change
}

/** Creates orders at once and tells of every step. They do not move by themselves. */
export function createOrders(sandbox: Sandbox, wanted: OrdersWanted): readonly MovedOrder[] {
  const channel = findChannel(sandbox.world, wanted.channel)
  const { count = 1, state = 'paid' } = wanted
  return Array.from({ length: count }, () => {
    const fresh = sandbox.replay.draw(`asked:${sandbox.book.total}`, (one) => channel === null || one === channel)
    if (fresh === undefined) throw new ControlFailure(409, 'There is no basket to make an order of.')
    const order = sandbox.desk.place(fresh)
    if (state === 'created') return movedOrder(order, sandbox.desk.tell(order, 'created', { jitter: false }))
    const steps = pathTo(order, state).length
    order.createdAt -= steps * 1000
    order.version = order.createdAt
    const created = sandbox.desk.tell(order, 'created', { jitter: false })
    return movedOrder(order, [...created, ...moveOrder(sandbox, order, state)])
  })
}
