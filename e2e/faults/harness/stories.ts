import type { OrderSnapshot } from '@baton/platforms'
import { pushDouyin, tradeData } from '@baton/platforms/douyin'
import { type OwnShopEvent, orderEvent, pushOwnShop, traceEvent } from '@baton/platforms/standard-webhooks'
import { benchOrder } from '../../bench/harness/events.ts'
import { DOUYIN_APP, OWN_SHOP_SECRET } from '../../bench/harness/world.ts'
import type { Push } from './pusher.ts'

/** People's data that must never turn up in a log. */
export const RECEIVER_NAME = '欧阳测*'
export const BUYER_NICK = '买家小测'
export const PHONE_MASK = /\b1\d\d\*{4}\d{4}\b/
export const DOUYIN_SHOP = '95250'

const MINUTE = 60_000

/** One own-shop message under a fixed id. `secrets`: of the sender, at the time of sending; `now`: its clock. */
export function ownShopPush(
  key: string,
  event: OwnShopEvent,
  options: { secrets?: readonly string[]; sentAt?: Date; now?: (() => Date) | undefined } = {},
): Push {
  const { secrets = [OWN_SHOP_SECRET], sentAt, now = () => new Date() } = options
  return {
    platform: 'own-shop',
    key,
    sign: () => pushOwnShop(secrets, { id: key, event, sentAt: sentAt ?? now() }),
  }
}

/** A Douyin trade message: a hint that the order changed. */
export function douyinPush(orderNumber: string, messageId: string): Push {
  const order = { orderNumber, lineNumbers: [orderNumber], shopNumber: DOUYIN_SHOP }
  const data = tradeData(order, { order_status: 2, order_type: 0, pay_time: 1_780_000_000, pay_amount: 2990 })
  return {
    platform: 'douyin',
    key: messageId,
    sign: () => pushDouyin(DOUYIN_APP, [{ tag: '101', messageId, data }]),
  }
}

export interface Story {
  readonly orderNumber: string
  readonly born: Date
  /** How the parcel's arrival is told: by the carrier's fact, or by the shop's own status. */
  readonly signedBy: 'trace' | 'status'
}

export const CHAPTERS = ['created', 'paid', 'memo', 'shipped', 'signed'] as const

/** The order as its shop tells it after so many chapters (1: created … 5: signed). */
export function orderAt(story: Story, chapter: number): OrderSnapshot {
  const at = (step: number) => new Date(story.born.getTime() + step * MINUTE)
  const status = (['pending_payment', 'to_ship', 'to_ship', 'shipped', 'signed'] as const)[chapter - 1] ?? 'signed'
  const order = benchOrder(story.orderNumber)
  return {
    ...order,
    nativeStatus: status,
    version: at(chapter).getTime(),
    createdAt: at(0),
    paidAt: chapter >= 2 ? at(2) : null,
    shipBy: chapter >= 2 ? at(48 * 60) : null,
    shippedAt: chapter >= 4 ? at(4) : null,
    buyer: { id: order.buyer.id, nick: BUYER_NICK },
    receiver: order.receiver && { ...order.receiver, name: RECEIVER_NAME },
    parcels: chapter >= 4 ? [{ carrier: 'SF', waybill: waybillOf(story), lineNumbers: [] }] : [],
    buyerMemo: chapter >= 3 ? '请放前台' : null,
  }
}

export function waybillOf(story: Story): string {
  return `W${story.orderNumber}`
}

/** The five messages of an order, in the order of its life. `now`: the shop's clock. */
export function pushesOf(story: Story, now?: () => Date): readonly Push[] {
  return CHAPTERS.map((name, index) => {
    const chapter = index + 1
    const key = `${story.orderNumber}.${name}`
    if (name !== 'signed' || story.signedBy === 'status') {
      const order = orderAt(story, chapter)
      return ownShopPush(key, orderEvent('order.updated', order, new Date(order.version)), { now })
    }
    return ownShopPush(key, traceEvent(signedFact(story, chapter)), { now })
  })
}

function signedFact(story: Story, chapter: number) {
  return {
    orderNumber: story.orderNumber,
    carrier: 'SF',
    waybill: waybillOf(story),
    nativeStatus: 'signed',
    occurredAt: new Date(story.born.getTime() + chapter * MINUTE),
    text: '已签收',
  }
}
