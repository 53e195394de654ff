import { orderEvent } from '@baton/platforms/standard-webhooks'
import { benchOrder } from '../../bench/harness/events.ts'
import type { Ground } from './ground.ts'
import { quiet } from './quiet.ts'
import { BUYER_NICK, ownShopPush, RECEIVER_NAME } from './stories.ts'

/** Paid orders of the eastern warehouse, each with its waybill. Returns the waybills. */
export async function placeOrders({ pusher, owner }: Ground, count: number, name = 'S'): Promise<readonly string[]> {
  const waybills = Array.from({ length: count }, (_, index) => `SF${name}${String(index).padStart(10, '0')}`)
  for (const [index, waybill] of waybills.entries()) {
    const order = benchOrder(`${name}-${index}`)
    const parcels = [{ carrier: 'SF', waybill, lineNumbers: [] }]
    const receiver = order.receiver && { ...order.receiver, name: RECEIVER_NAME, province: '浙江省' }
    const buyer = { ...order.buyer, nick: BUYER_NICK }
    const event = orderEvent('order.updated', { ...order, parcels, receiver, buyer }, new Date(order.version))
    await pusher.deliver(ownShopPush(`place-${name}-${index}`, event))
  }
  const left = await quiet(owner)
  if (left) throw new Error(`the orders were not taken: ${left}`)
  return waybills
}

/** Each of so many orders was packed, loaded and shipped, once. */
export async function checkShippedOnce({ owner, check }: Ground, orders: number): Promise<void> {
  const [events] = await owner<{ packed: number; loaded: number; shipped: number }[]>`
    SELECT count(*) FILTER (WHERE cause = 'scan.pack_start')::int AS packed,
           count(*) FILTER (WHERE cause = 'scan.load')::int AS loaded,
           (SELECT count(*)::int FROM orders WHERE state = 'shipped') AS shipped FROM order_events`
  const each = [events?.packed, events?.loaded, events?.shipped]
  check(
    each.every((count) => count === orders),
    `packed, loaded, shipped: ${each} of ${orders}`,
  )
}
