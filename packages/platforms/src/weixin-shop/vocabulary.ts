import type { VocabularyEntry } from '../driver.ts'

/** Order and after-sale statuses of the official documentation. 12 and 13 are of newer copies only: not shippable. */
export const WEIXIN_SHOP_VOCABULARY: readonly VocabularyEntry[] = [
  { axis: 'order', native: '10', label: '待付款', meaning: 'pending_payment' },
  { axis: 'order', native: '12', label: '礼物待收下', meaning: 'paid_held' },
  { axis: 'order', native: '13', label: '一起买待成团', meaning: 'paid_held' },
  { axis: 'order', native: '20', label: '待发货', meaning: 'to_ship' },
  { axis: 'order', native: '21', label: '部分发货', meaning: 'part_shipped' },
  { axis: 'order', native: '30', label: '待收货', meaning: 'shipped' },
  { axis: 'order', native: '100', label: '完成', meaning: 'done' },
  { axis: 'order', native: '190', label: '商品超卖商家取消订单', meaning: 'cancelled' },
  { axis: 'order', native: '200', label: '全部商品售后之后，订单取消', meaning: 'refunded' },
  { axis: 'order', native: '250', label: '未付款用户主动取消或超时未付款订单自动取消', meaning: 'cancelled' },

  { axis: 'after_sale', native: 'USER_CANCELD', label: '用户取消申请', meaning: 'closed' },
  { axis: 'after_sale', native: 'MERCHANT_PROCESSING', label: '商家受理中', meaning: 'requested' },
  { axis: 'after_sale', native: 'MERCHANT_REJECT_REFUND', label: '商家拒绝退款', meaning: 'rejected' },
  { axis: 'after_sale', native: 'MERCHANT_REJECT_RETURN', label: '商家拒绝退货退款', meaning: 'rejected' },
  { axis: 'after_sale', native: 'USER_WAIT_RETURN', label: '待买家退货', meaning: 'approved' },
  { axis: 'after_sale', native: 'RETURN_CLOSED', label: '退货退款关闭', meaning: 'closed' },
  { axis: 'after_sale', native: 'MERCHANT_WAIT_RECEIPT', label: '待商家收货', meaning: 'goods_returning' },
  { axis: 'after_sale', native: 'MERCHANT_OVERDUE_REFUND', label: '商家逾期未退款', meaning: 'refunding' },
  { axis: 'after_sale', native: 'MERCHANT_REFUND_SUCCESS', label: '退款完成', meaning: 'refunded' },
  { axis: 'after_sale', native: 'MERCHANT_RETURN_SUCCESS', label: '退货退款完成', meaning: 'refunded' },
  { axis: 'after_sale', native: 'PLATFORM_REFUNDING', label: '平台退款中', meaning: 'refunding' },
  { axis: 'after_sale', native: 'PLATFORM_REFUND_FAIL', label: '平台退款失败', meaning: 'refunding' },
  { axis: 'after_sale', native: 'USER_WAIT_CONFIRM', label: '待用户确认', meaning: 'requested' },
]
