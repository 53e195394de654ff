import type { VocabularyEntry } from '../driver.ts'

/**
 * Trade statuses, refund statuses and the actions of LogsticDetailTrace (official TOP documentation).
 * `物流已发出` is the word sellers see on the order page. OTHER says nothing and stays unmapped.
 */
export const TAOBAO_VOCABULARY: readonly VocabularyEntry[] = [
  { axis: 'order', native: 'TRADE_NO_CREATE_PAY', label: '没有创建支付宝交易', meaning: 'pending_payment' },
  { axis: 'order', native: 'WAIT_BUYER_PAY', label: '等待买家付款', meaning: 'pending_payment' },
  { axis: 'order', native: 'PAY_PENDING', label: '国际信用卡支付付款确认中', meaning: 'pending_payment' },
  { axis: 'order', native: 'WAIT_PRE_AUTH_CONFIRM', label: '零元购合约中', meaning: 'pending_payment' },
  { axis: 'order', native: 'PAID_FORBID_CONSIGN', label: '已付款但禁止发货', meaning: 'paid_held' },
  { axis: 'order', native: 'WAIT_SELLER_SEND_GOODS', label: '等待卖家发货', meaning: 'to_ship' },
  { axis: 'order', native: 'SELLER_CONSIGNED_PART', label: '卖家部分发货', meaning: 'part_shipped' },
  { axis: 'order', native: 'WAIT_BUYER_CONFIRM_GOODS', label: '等待买家确认收货', meaning: 'shipped' },
  { axis: 'order', native: 'TRADE_BUYER_SIGNED', label: '买家已签收（货到付款）', meaning: 'signed' },
  { axis: 'order', native: 'TRADE_FINISHED', label: '交易成功', meaning: 'done' },
  { axis: 'order', native: 'TRADE_CLOSED', label: '付款以后用户退款成功，交易自动关闭', meaning: 'refunded' },
  { axis: 'order', native: 'TRADE_CLOSED_BY_TAOBAO', label: '付款以前关闭交易', meaning: 'cancelled' },

  { axis: 'trace', native: 'CREATE', label: '物流订单创建', meaning: 'created' },
  { axis: 'trace', native: 'CONSIGN', label: '卖家发货', meaning: 'created' },
  { axis: 'trace', native: 'GOT', label: '揽收成功', meaning: 'picked_up' },
  { axis: 'trace', native: 'ARRIVAL', label: '进站', meaning: 'in_transit' },
  { axis: 'trace', native: 'DEPARTURE', label: '出站', meaning: 'in_transit' },
  { axis: 'trace', native: 'SENT_CITY', label: '到货城市', meaning: 'dest_city' },
  { axis: 'trace', native: 'SENT_SCAN', label: '派件扫描', meaning: 'out_for_delivery' },
  { axis: 'trace', native: 'SIGNED', label: '签收成功', meaning: 'signed' },
  { axis: 'trace', native: 'FAILED', label: '签收失败', meaning: 'exception' },
  { axis: 'trace', native: 'LOST', label: '丢单', meaning: 'exception' },
  { axis: 'trace', native: 'TO_EMS', label: '转EMS', meaning: 'in_transit' },
  { axis: 'trace', native: 'OTHER', label: '其他', meaning: null },
  { axis: 'trace', native: '物流已发出', label: '物流已发出', meaning: 'in_transit' },

  { axis: 'after_sale', native: 'WAIT_SELLER_AGREE', label: '等待卖家同意', meaning: 'requested' },
  { axis: 'after_sale', native: 'WAIT_BUYER_RETURN_GOODS', label: '等待买家退货', meaning: 'approved' },
  { axis: 'after_sale', native: 'WAIT_SELLER_CONFIRM_GOODS', label: '等待卖家确认收货', meaning: 'goods_returning' },
  { axis: 'after_sale', native: 'SELLER_REFUSE_BUYER', label: '卖家拒绝退款', meaning: 'rejected' },
  { axis: 'after_sale', native: 'CLOSED', label: '退款关闭', meaning: 'closed' },
  { axis: 'after_sale', native: 'SUCCESS', label: '退款成功', meaning: 'refunded' },
]
