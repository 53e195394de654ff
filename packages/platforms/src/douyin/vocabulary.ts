import type { VocabularyEntry } from '../driver.ts'

/**
 * `main_status` (a superset of `order_status`), `after_sale_status`, and the trace word shops see on the order page.
 * Source: field comments of the official Doudian SDK.
 */
export const DOUYIN_VOCABULARY: readonly VocabularyEntry[] = [
  { axis: 'order', native: '1', label: '待支付', meaning: 'pending_payment' },
  { axis: 'order', native: '103', label: '部分支付', meaning: 'pending_payment' },
  { axis: 'order', native: '105', label: '已支付', meaning: 'paid_held' },
  { axis: 'order', native: '2', label: '备货中', meaning: 'to_ship' },
  { axis: 'order', native: '101', label: '部分发货', meaning: 'part_shipped' },
  { axis: 'order', native: '3', label: '已发货', meaning: 'shipped' },
  { axis: 'order', native: '4', label: '已取消', meaning: 'cancelled' },
  { axis: 'order', native: '5', label: '已完成', meaning: 'done' },
  { axis: 'order', native: '21', label: '发货前退款完结', meaning: 'refunded' },
  { axis: 'order', native: '22', label: '发货后退款完结', meaning: 'refunded' },
  { axis: 'order', native: '39', label: '收货后退款完结', meaning: 'refunded' },

  { axis: 'trace', native: '已揽收', label: '已揽收', meaning: 'picked_up' },

  { axis: 'after_sale', native: '6', label: '售后申请', meaning: 'requested' },
  { axis: 'after_sale', native: '7', label: '售后退货中', meaning: 'goods_returning' },
  { axis: 'after_sale', native: '8', label: '售后待商家发货', meaning: 'approved' },
  { axis: 'after_sale', native: '11', label: '售后已发货', meaning: 'goods_returning' },
  { axis: 'after_sale', native: '12', label: '售后成功', meaning: 'refunded' },
  { axis: 'after_sale', native: '12/3', label: '换货成功', meaning: 'closed' },
  { axis: 'after_sale', native: '12/7', label: '补寄成功', meaning: 'closed' },
  { axis: 'after_sale', native: '12/8', label: '维修成功', meaning: 'closed' },
  { axis: 'after_sale', native: '13', label: '售后商家已发货', meaning: null },
  { axis: 'after_sale', native: '14', label: '售后用户已收货', meaning: null },
  { axis: 'after_sale', native: '27', label: '拒绝售后申请', meaning: 'rejected' },
  { axis: 'after_sale', native: '28', label: '售后失败', meaning: 'closed' },
  { axis: 'after_sale', native: '29', label: '售后退货拒绝', meaning: 'rejected' },
  { axis: 'after_sale', native: '51', label: '订单取消成功', meaning: 'closed' },
  { axis: 'after_sale', native: '53', label: '逆向交易已完成', meaning: 'closed' },
]
