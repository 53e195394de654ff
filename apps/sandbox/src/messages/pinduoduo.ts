import { type JsonToWrite, wireNumber } from '@baton/platforms'
import type { Change, Order } from '../orders/order.ts'
import type { Moment } from './compose.ts'
import type { Draft } from './message.ts'

/** The platform pushes nothing of an unpaid order, of signing, of a refusal or of the money's return: those are polled. */
const TYPES: Partial<Record<Change, string>> = {
  paid: 'pdd_trade_TradeConfirmed',
  held: 'pdd_trade_TradeRiskChanged',
  released: 'pdd_trade_TradeRiskChanged',
  address_changed: 'pdd_trade_TradeLogisticsAddressChanged',
  memo_changed: 'pdd_trade_TradeMemoModified',
  shipped: 'pdd_trade_TradeSellerShip',
  completed: 'pdd_trade_TradeSuccess',
  refund_requested: 'pdd_refund_RefundCreated',
  refund_approved: 'pdd_refund_RefundAgreeAgreement',
  goods_returning: 'pdd_refund_RefundBuyerReturnGoods',
}

/** PMC messages of a change; types and contents of the public SDKs' samples. */
export function pinduoduoMessages(order: Order, change: Change, moment: Moment): readonly Draft[] {
  const type = TYPES[change]
  if (type === undefined) return []
  const id = String(moment.nextId())
  const mallId = order.shop.nativeNumber
  const content = () => (type.startsWith('pdd_refund_') ? refundContent(order) : tradeContent(order))
  return [{ id, topic: type, wire: { kind: 'pmc', event: () => ({ id, type, mallId, content: content() }) } }]
}

function tradeContent(order: Order): Readonly<Record<string, JsonToWrite>> {
  return { mall_id: wireNumber(order.shop.nativeNumber), tid: order.number }
}

function refundContent(order: Order): Readonly<Record<string, JsonToWrite>> {
  return {
    mall_id: wireNumber(order.shop.nativeNumber),
    refund_fee: order.sale?.amountFen ?? 0,
    bill_type: order.sale?.kind === 'return' ? 2 : 1,
    modified: wireNumber(String(order.version)),
    refund_id: wireNumber(order.sale?.number ?? '0'),
    operation: 1000,
    tid: order.number,
  }
}
