import { type TraceFact, wireNumber } from '@baton/platforms'
import { renderTradeContent } from '@baton/platforms/taobao'
import type { Change, Order } from '../orders/order.ts'
import { lineNumbersOf, snapshotOf, traceOf } from '../orders/snapshot.ts'
import type { Moment } from './compose.ts'
import type { Draft } from './message.ts'

const TRADE_TOPICS = {
  created: 'TradeCreate',
  paid: 'TradeBuyerPay',
  held: 'TradeChanged',
  released: 'TradeChanged',
  address_changed: 'TradeLogisticsAddressChanged',
  memo_changed: 'TradeMemoModified',
  part_shipped: 'TradePartlySellerShip',
  shipped: 'TradeSellerShip',
  completed: 'TradeSuccess',
  closed: 'TradeClose',
} as const

const REFUND_TOPICS = {
  refund_requested: 'RefundCreated',
  refund_approved: 'RefundSellerAgreeAgreement',
  goods_returning: 'RefundBuyerReturnGoods',
  refund_rejected: 'RefundSellerRefuseAgreement',
  refunded: 'RefundSuccess',
} as const

const TRACE_ACTIONS = {
  picked_up: 'GOT',
  in_transit: 'DEPARTURE',
  dest_city: 'SENT_CITY',
  out_for_delivery: 'SENT_SCAN',
  signed: 'SIGNED',
} as const

/** TMC messages of a change; topics of the official TOP list. */
export function taobaoMessages(order: Order, change: Change, moment: Moment): readonly Draft[] {
  const trade = () => renderTradeContent(snapshotOf(order))
  const make = (topic: string, content: () => Content) => draft(order, { topic, content }, moment)
  if (isKey(TRACE_ACTIONS, change)) {
    const content = () => traceContent(order, traceOf(order, change, moment.at), TRACE_ACTIONS[change])
    return [make('taobao_logistics_LogsticDetailTrace', content)]
  }
  if (isKey(TRADE_TOPICS, change)) return [make(`taobao_trade_${TRADE_TOPICS[change]}`, trade)]
  if (!isKey(REFUND_TOPICS, change)) return []
  const messages = [make(`taobao_refund_${REFUND_TOPICS[change]}`, () => refundContent(order))]
  if (change === 'refunded') {
    messages.push(make(`taobao_trade_${order.sale?.wholeOrder ? 'TradeClose' : 'TradePartlyRefund'}`, trade))
  }
  return messages
}

type Content = ReturnType<typeof renderTradeContent>

function draft(order: Order, { topic, content }: { topic: string; content: () => Content }, moment: Moment): Draft {
  const id = moment.nextId()
  const { nativeNumber, name } = order.shop
  const event = () => ({ id, topic, time: moment.at, userId: BigInt(nativeNumber), nick: name, content: content() })
  return { id: String(id), topic, wire: { kind: 'tmc', event } }
}

function traceContent(order: Order, trace: TraceFact, action: string): Content {
  return {
    tid: wireNumber(order.number),
    out_sid: trace.waybill,
    company_name: trace.carrier,
    desc: trace.text,
    time: chinaTime(trace.occurredAt),
    action,
  }
}

function refundContent(order: Order): Content {
  const { sale } = order
  return {
    refund_id: wireNumber(sale?.number ?? '0'),
    refund_fee: ((sale?.amountFen ?? 0) / 100).toFixed(2),
    refund_phase: order.stage === 'completed' ? 'aftersale' : 'onsale',
    bill_type: sale?.kind === 'return' ? 'return_bill' : 'refund_bill',
    buyer_nick: snapshotOf(order).buyer.nick ?? '',
    seller_nick: order.shop.name,
    oid: wireNumber(lineNumbersOf(order)[0] ?? order.number),
    tid: wireNumber(order.number),
    modified: chinaTime(new Date(order.version)),
  }
}

/** GMT+8 wall clock, as TOP writes times. */
function chinaTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

function isKey<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key)
}
