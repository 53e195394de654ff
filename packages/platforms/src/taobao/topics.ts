import { textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'

export const TRACE_TOPIC = 'taobao_logistics_LogsticDetailTrace'

/** Topics that the app must subscribe to in the console; each seller is permitted all of them. Official TOP topic list. */
export const TAOBAO_TOPICS = [
  'taobao_trade_TradeCreate',
  'taobao_trade_TradeBuyerPay',
  'taobao_trade_TradeBuyerStepPay',
  'taobao_trade_TradeSellerShip',
  'taobao_trade_TradePartlySellerShip',
  'taobao_trade_TradeSuccess',
  'taobao_trade_TradeClose',
  'taobao_trade_TradeChanged',
  'taobao_trade_TradeMemoModified',
  'taobao_trade_TradeLogisticsAddressChanged',
  'taobao_trade_TradePartlyRefund',
  'taobao_trade_TradeDelayConfirmPay',
  'taobao_refund_RefundCreated',
  'taobao_refund_RefundSellerAgreeAgreement',
  'taobao_refund_RefundSellerRefuseAgreement',
  'taobao_refund_RefundBuyerModifyAgreement',
  'taobao_refund_RefundBuyerReturnGoods',
  'taobao_refund_RefundSuccess',
  'taobao_refund_RefundClosed',
  'taobao_refund_RefundCreateMessage',
  TRACE_TOPIC,
] as const

/** Where the topics name the order: `tid`, or the fields of the address and refund messages of other families. */
export function orderNumberOfContent(content: JsonObject): string | null {
  return textAt(content, 'tid') ?? textAt(content, 'biz_order_id') ?? textAt(content, 'parent_order_id')
}
