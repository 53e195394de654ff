import type { VocabularyEntry } from '../driver.ts'

/** A refund that an order lists has been made; WooCommerce has no word for it. */
export const REFUND_MADE = 'refund'

/** Statuses of WooCommerce core; plug-ins add words of their own, which ops map. `completed` is what a shipped order becomes. */
export const WOO_VOCABULARY: readonly VocabularyEntry[] = [
  { axis: 'order', native: 'checkout-draft', label: '结账草稿', meaning: 'pending_payment' },
  { axis: 'order', native: 'pending', label: '待付款', meaning: 'pending_payment' },
  { axis: 'order', native: 'on-hold', label: '保留（待确认付款）', meaning: 'paid_held' },
  { axis: 'order', native: 'processing', label: '处理中', meaning: 'to_ship' },
  { axis: 'order', native: 'completed', label: '已完成（已发货）', meaning: 'shipped' },
  { axis: 'order', native: 'cancelled', label: '已取消', meaning: 'cancelled' },
  { axis: 'order', native: 'failed', label: '付款失败', meaning: 'cancelled' },
  { axis: 'order', native: 'refunded', label: '已退款', meaning: 'refunded' },
  { axis: 'order', native: 'trash', label: '回收站', meaning: null },

  { axis: 'after_sale', native: REFUND_MADE, label: '已退款', meaning: 'refunded' },
]
