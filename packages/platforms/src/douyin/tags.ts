/** Message tags of the Doudian message documentation with their published names. */
export const DOUYIN_TAGS: Readonly<Record<string, string>> = {
  '100': 'doudian_trade_TradeCreate',
  '101': 'doudian_trade_TradePaid',
  '102': 'doudian_trade_TradeSellerShip',
  '103': 'doudian_trade_TradeSuccess',
  '104': 'doudian_trade_TradeLogisticsChanged',
  '105': 'doudian_trade_TradeAddressChanged',
  '106': 'doudian_trade_TradeCanceled',
  '108': 'doudian_trade_TradePartlySellerShip',
  '109': 'doudian_trade_TradeAmountChanged',
  '110': 'doudian_trade_TradePending',
  '111': 'doudian_trade_TradeAddressChangeApplied',
  '113': 'doudian_trade_TradeMemoModify',
  '126': 'doudian_trade_TradeAppointment',
  '200': 'doudian_refund_RefundCreated',
  '201': 'doudian_refund_RefundAgreed',
  '202': 'doudian_refund_ReturnApplyAgreed',
  '203': 'doudian_refund_BuyerReturnGoods',
  '204': 'doudian_refund_RefundRefused',
  '205': 'doudian_refund_ReturnApplyRefused',
  '206': 'doudian_refund_RefundSuccess',
  '207': 'doudian_refund_RefundClosed',
  '208': 'doudian_refund_RefundModified',
  '209': 'doudian_refund_RefundExpirationChange',
  '211': 'doudian_refund_ExchangeComfirmed',
}

/** The console's test message: acknowledged, never kept. */
export const CONSOLE_TEST_TAG = '0'
