import { type JsonToWrite, wireNumber } from '@baton/platforms'
import { type DouyinSpelling, pushDouyin, tradeData } from '@baton/platforms/douyin'
import { nativeSaleStatus, nativeStatus } from '../orders/native-status.ts'
import type { Change, Order } from '../orders/order.ts'
import { lineNumbersOf } from '../orders/snapshot.ts'
import { chance, hash32 } from '../seeded.ts'
import type { Moment } from './compose.ts'
import type { Draft } from './message.ts'

/** Signing has no message of its own. */
const TAGS: Partial<Record<Change, string>> = {
  created: '100',
  paid: '101',
  held: '110',
  released: '101',
  address_changed: '105',
  memo_changed: '113',
  part_shipped: '108',
  shipped: '102',
  completed: '103',
  closed: '106',
  refund_requested: '200',
  refund_approved: '201',
  goods_returning: '203',
  refund_rejected: '204',
  refunded: '206',
}
const RETURN_TAGS: Partial<Record<Change, string>> = { refund_approved: '202', refund_rejected: '205' }

/** Pushes of a change, in one of the spellings that the published samples disagree on. */
export function douyinMessages(order: Order, change: Change, moment: Moment): readonly Draft[] {
  const tag = (order.sale?.kind === 'return' ? RETURN_TAGS[change] : undefined) ?? TAGS[change]
  if (tag === undefined) return []
  const seconds = Math.floor(moment.at.getTime() / 1000)
  const id = `${moment.nextId()}:${tag}:${seconds}:${hash32(order.seed, change)}`
  const event = () => ({ tag, messageId: id, data: dataOf(order, change, seconds) })
  const app = { appKey: order.channel.fields.appKey ?? '', appSecret: order.channel.fields.appSecret ?? '' }
  const spelling = () => spellingOf(hash32(order.seed, `spelling:${change}`))
  return [{ id, topic: tag, wire: { kind: 'http', push: () => pushDouyin(app, [event()], spelling()) } }]
}

function spellingOf(seed: number): DouyinSpelling {
  return {
    tag: chance(seed, 'tag') < 0.5 ? 'string' : 'number',
    messageId: chance(seed, 'id') < 0.5 ? 'msg_id' : 'msgId',
    data: chance(seed, 'data') < 0.5 ? 'string' : 'object',
  }
}

function dataOf(order: Order, change: Change, seconds: number): Readonly<Record<string, JsonToWrite>> {
  const named = { orderNumber: order.number, lineNumbers: lineNumbersOf(order), shopNumber: order.shop.nativeNumber }
  const { sale } = order
  if (sale === null || !(change.startsWith('refund') || change === 'goods_returning')) {
    return tradeData(named, {
      order_status: wireNumber(nativeStatus(order)),
      order_type: 0,
      biz: 2,
      update_time: seconds,
    })
  }
  return tradeData(named, {
    aftersale_id: wireNumber(sale.number),
    aftersale_status: wireNumber(nativeSaleStatus(order, sale)),
    aftersale_type: sale.kind === 'return' ? 0 : 1,
    refund_amount: sale.amountFen,
    reason_code: 1,
    [change === 'refund_requested' ? 'apply_time' : 'update_time']: seconds,
  })
}
