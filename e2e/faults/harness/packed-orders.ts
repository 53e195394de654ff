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
