import { textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'

/** Message types that the app must subscribe to in the console; each shop is permitted all of them. */
export const PDD_TOPICS = [
  'pdd_trade_TradeConfirmed',
  'pdd_trade_TradeSellerShip',
  'pdd_trade_TradeSuccess',
  'pdd_trade_TradeMemoModified',
  'pdd_trade_BuyerMemoModified',
  'pdd_trade_TradeLogisticsAddressChanged',
  'pdd_trade_TradeRiskChanged',
  'pdd_refund_RefundCreated',
  'pdd_refund_RefundAgreeAgreement',
  'pdd_refund_RefundClosed',
  'pdd_refund_RefundBuyerModifyAgreement',
  'pdd_refund_RefundBuyerReturnGoods',
  'pdd_refund_RefundCreateMessage',
] as const

/** Contents name the order as `tid` (published sample); API replies as `order_sn`. */
export function orderNumberOfContent(content: JsonObject): string | null {
  return textAt(content, 'tid') ?? textAt(content, 'order_sn')
}
