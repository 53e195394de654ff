import type { VocabularyEntry } from '../driver.ts'

/**
 * Pinduoduo tells an order's state in two numbers, so its words are composed: `order_status` alone while
 * `refund_status` is 1 (no after-sale), otherwise `order_status/refund_status`. Statuses: official documentation.
 */
export function pddOrderWord(orderStatus: string, refundStatus: string | null): string {
  return refundStatus === null || refundStatus === '0' || refundStatus === '1'
    ? orderStatus
    : `${orderStatus}/${refundStatus}`
}

/** `出库中` is the word shops see on the order page. */
export const PDD_VOCABULARY: readonly VocabularyEntry[] = [
  { axis: 'order', native: '0', label: '异常', meaning: 'paid_held' },
  { axis: 'order', native: '0/2', label: '异常，售后处理中', meaning: 'paid_held' },
  { axis: 'order', native: '0/3', label: '异常，退款中', meaning: 'paid_held' },
  { axis: 'order', native: '0/4', label: '异常，退款成功', meaning: 'refunded' },
  { axis: 'order', native: '1', label: '待发货', meaning: 'to_ship' },
  { axis: 'order', native: '1/2', label: '待发货，售后处理中', meaning: 'paid_held' },
  { axis: 'order', native: '1/3', label: '待发货，退款中', meaning: 'paid_held' },
  { axis: 'order', native: '1/4', label: '待发货，退款成功', meaning: 'refunded' },
  { axis: 'order', native: '2', label: '已发货待签收', meaning: 'shipped' },
  { axis: 'order', native: '2/2', label: '已发货，售后处理中', meaning: 'shipped' },
  { axis: 'order', native: '2/3', label: '已发货，退款中', meaning: 'shipped' },
  { axis: 'order', native: '2/4', label: '已发货，退款成功', meaning: 'refunded' },
  { axis: 'order', native: '3', label: '已签收', meaning: 'signed' },
  { axis: 'order', native: '3/2', label: '已签收，售后处理中', meaning: 'signed' },
  { axis: 'order', native: '3/3', label: '已签收，退款中', meaning: 'signed' },
  { axis: 'order', native: '3/4', label: '已签收，退款成功', meaning: 'refunded' },

  { axis: 'trace', native: '出库中', label: '出库中', meaning: 'created' },

  { axis: 'after_sale', native: '0', label: '无售后', meaning: 'closed' },
  { axis: 'after_sale', native: '2', label: '买家申请退款，待商家处理', meaning: 'requested' },
  { axis: 'after_sale', native: '3', label: '退货退款，待商家处理', meaning: 'requested' },
  { axis: 'after_sale', native: '4', label: '商家同意退款，退款中', meaning: 'refunding' },
  { axis: 'after_sale', native: '5', label: '平台同意退款，退款中', meaning: 'refunding' },
  { axis: 'after_sale', native: '6', label: '驳回退款，待用户处理', meaning: 'rejected' },
  { axis: 'after_sale', native: '7', label: '已同意退货退款，待用户发货', meaning: 'approved' },
  { axis: 'after_sale', native: '8', label: '平台处理中', meaning: 'requested' },
  { axis: 'after_sale', native: '9', label: '平台拒绝退款，退款关闭', meaning: 'closed' },
  { axis: 'after_sale', native: '10', label: '退款成功', meaning: 'refunded' },
  { axis: 'after_sale', native: '11', label: '买家撤销', meaning: 'closed' },
  { axis: 'after_sale', native: '12', label: '买家逾期未处理，退款失败', meaning: 'closed' },
  { axis: 'after_sale', native: '13', label: '买家逾期，超过有效期', meaning: 'closed' },
  { axis: 'after_sale', native: '14', label: '换货补寄，待商家处理', meaning: 'requested' },
  { axis: 'after_sale', native: '15', label: '换货补寄，待用户处理', meaning: 'approved' },
  { axis: 'after_sale', native: '16', label: '换货补寄成功', meaning: 'closed' },
  { axis: 'after_sale', native: '17', label: '换货补寄失败', meaning: 'closed' },
  { axis: 'after_sale', native: '18', label: '换货补寄，待用户确认完成', meaning: 'approved' },
  { axis: 'after_sale', native: '21', label: '待商家同意维修', meaning: 'requested' },
  { axis: 'after_sale', native: '22', label: '待用户确认发货', meaning: 'approved' },
  { axis: 'after_sale', native: '24', label: '维修关闭', meaning: 'closed' },
  { axis: 'after_sale', native: '25', label: '维修成功', meaning: 'closed' },
  { axis: 'after_sale', native: '27', label: '待用户确认收货', meaning: 'approved' },
  { axis: 'after_sale', native: '31', label: '已同意拒收退款，待用户拒收', meaning: 'approved' },
  { axis: 'after_sale', native: '32', label: '补寄，待商家发货', meaning: 'approved' },
  { axis: 'after_sale', native: '33', label: '待商家召回', meaning: 'approved' },
]
