import type { JsonToWrite } from '@baton/platforms'
import { pushWeixinShop, weixinAfterSaleEvent, weixinOrderEvent } from '@baton/platforms/weixin-shop'
import { nativeSaleStatus } from '../orders/native-status.ts'
import type { Change, Order } from '../orders/order.ts'
import { snapshotOf } from '../orders/snapshot.ts'
import { chance, hash32 } from '../seeded.ts'
import type { Moment } from './compose.ts'
import type { Draft } from './message.ts'

type Fields = Readonly<Record<string, JsonToWrite>>

/** Event and its own fields; type 2 of `ext_info_update` is the address, 3 the notes. */
const EVENTS: Partial<Record<Change, readonly [name: string, fields: Fields]>> = {
  created: ['channels_ec_order_new', {}],
  paid: ['channels_ec_order_pay', {}],
  address_changed: ['channels_ec_order_ext_info_update', { type: 2 }],
  memo_changed: ['channels_ec_order_ext_info_update', { type: 3 }],
  part_shipped: ['channels_ec_order_deliver', { finish_delivery: 0 }],
  shipped: ['channels_ec_order_deliver', { finish_delivery: 1 }],
  completed: ['channels_ec_order_confirm', { confirm_type: 1 }],
  closed: ['channels_ec_order_cancel', { cancel_type: 2 }],
}

/** Encrypted pushes of a change; events of the official documentation. */
export function weixinShopMessages(order: Order, change: Change, moment: Moment): readonly Draft[] {
  const base = {
    originalId: 'gh_qinghe00000',
    openId: snapshotOf(order).buyer.id ?? '',
    at: moment.at,
    idAs: chance(order.seed, `id-as:${change}`) < 0.5 ? ('number' as const) : ('string' as const),
  }
  const { number: orderNumber } = order
  const drafts: Draft[] = []
  const named = EVENTS[change]
  const send = (name: string, event: () => Fields) => drafts.push(draft(order, { name, change, event }, base))
  if (named) send(named[0], () => weixinOrderEvent(named[0], { orderNumber, fields: named[1] }, base))
  if (order.sale !== null && (change.startsWith('refund') || change === 'goods_returning')) {
    const nativeStatus = nativeSaleStatus(order, order.sale)
    const sale = { orderNumber, afterSaleNumber: order.sale.number, nativeStatus }
    send('channels_ec_aftersale_update', () => weixinAfterSaleEvent(sale, base))
    const cancelled = { orderNumber, fields: { cancel_type: 3 } }
    if (change === 'refunded' && order.sale.wholeOrder) {
      send('channels_ec_order_cancel', () => weixinOrderEvent('channels_ec_order_cancel', cancelled, base))
    }
  }
  return drafts
}

interface Sending {
  readonly name: string
  readonly change: Change
  event(): Fields
}

/** The platform names no message id: receivers tell repeats by sender, time, event and order. */
function draft(order: Order, { name, change, event }: Sending, base: { openId: string; at: Date }): Draft {
  const { appId = '', token = '', encodingAesKey = '' } = order.channel.fields
  const { openId } = base
  const id = `${Math.floor(base.at.getTime() / 1000)}:${name}:${order.number}:${change}`
  const push = (sentAt: Date) => {
    const nonce = String(hash32(order.seed, id))
    const random = Buffer.from(nonce.padStart(16, '0').slice(-16))
    return pushWeixinShop({ appId, token, encodingAesKey }, event(), { sentAt, nonce, random, openId })
  }
  return { id, topic: name, wire: { kind: 'http', push } }
}
