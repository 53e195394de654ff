import type { StandardStatus } from '@baton/contract'
import type { VocabularyEntry } from '../driver.ts'

/** Published payment words (`financial_status`) and what each lets an unshipped order be. */
const FINANCIAL = {
  pending: { label: '待付款', unshipped: 'pending_payment' },
  authorized: { label: '已授权未扣款', unshipped: 'paid_held' },
  partially_paid: { label: '部分付款', unshipped: 'pending_payment' },
  expired: { label: '授权过期', unshipped: 'pending_payment' },
  voided: { label: '付款作废', unshipped: 'pending_payment' },
  paid: { label: '已付款', unshipped: 'to_ship' },
  partially_refunded: { label: '部分退款', unshipped: 'to_ship' },
  refunded: { label: '已退款', unshipped: 'refunded' },
} as const satisfies Record<string, { label: string; unshipped: StandardStatus }>

/** Published fulfilment words; `unshipped` takes the payment's meaning, null must not be guessed. */
const FULFILMENT = {
  unfulfilled: { label: '未发货', meaning: 'unshipped' },
  open: { label: '待处理', meaning: 'unshipped' },
  request_declined: { label: '发货请求被拒', meaning: 'unshipped' },
  scheduled: { label: '已排期', meaning: 'paid_held' },
  on_hold: { label: '暂停发货', meaning: 'paid_held' },
  pending_fulfillment: { label: '发货请求中', meaning: 'packing' },
  in_progress: { label: '处理中', meaning: 'packing' },
  partial: { label: '部分发货', meaning: 'part_shipped' },
  fulfilled: { label: '已发货', meaning: 'shipped' },
  restocked: { label: '已重新入库', meaning: null },
} as const satisfies Record<string, { label: string; meaning: StandardStatus | 'unshipped' | null }>

type Fulfilment = (typeof FULFILMENT)[keyof typeof FULFILMENT]

/** GraphQL and the webhooks spell one of the words differently. */
const SAME_WORD: Readonly<Record<string, string>> = { partially_fulfilled: 'partial' }

const CANCELLED = 'cancelled'
const CANCELLED_REFUNDED = 'cancelled/refunded'

/** Order words are `payment/fulfilment`: Shopify has two statuses and a cancellation instead of one status. */
export const SHOPIFY_VOCABULARY: readonly VocabularyEntry[] = [
  { axis: 'order', native: CANCELLED, label: '已取消', meaning: 'cancelled' },
  { axis: 'order', native: CANCELLED_REFUNDED, label: '已取消并退款', meaning: 'refunded' },
  ...Object.entries(FINANCIAL).flatMap(([financial, payment]) =>
    Object.entries(FULFILMENT).map(
      ([fulfilment, shipping]): VocabularyEntry => ({
        axis: 'order',
        native: `${financial}/${fulfilment}`,
        label: `${payment.label}·${shipping.label}`,
        meaning: financial === 'refunded' ? 'refunded' : meaningOf(payment.unshipped, shipping),
      }),
    ),
  ),

  { axis: 'trace', native: 'label_purchased', label: '面单已购买', meaning: 'created' },
  { axis: 'trace', native: 'label_printed', label: '面单已打印', meaning: 'created' },
  { axis: 'trace', native: 'confirmed', label: '承运商已确认', meaning: 'created' },
  { axis: 'trace', native: 'in_transit', label: '运输中', meaning: 'in_transit' },
  { axis: 'trace', native: 'out_for_delivery', label: '派送中', meaning: 'out_for_delivery' },
  { axis: 'trace', native: 'ready_for_pickup', label: '待取件', meaning: 'pickup_point' },
  { axis: 'trace', native: 'attempted_delivery', label: '派送未成功', meaning: 'exception' },
  { axis: 'trace', native: 'failure', label: '派送失败', meaning: 'exception' },
  { axis: 'trace', native: 'delivered', label: '已送达', meaning: 'signed' },

  { axis: 'after_sale', native: 'pending', label: '退款处理中', meaning: 'refunding' },
  { axis: 'after_sale', native: 'success', label: '退款成功', meaning: 'refunded' },
  { axis: 'after_sale', native: 'failure', label: '退款失败', meaning: null },
  { axis: 'after_sale', native: 'error', label: '退款出错', meaning: null },
]

/** Nobody ships what is not paid; goods that left count whatever was paid (cash on delivery). */
function meaningOf(unshipped: StandardStatus, { meaning }: Fulfilment): StandardStatus | null {
  if (meaning === null || meaning === 'part_shipped' || meaning === 'shipped') return meaning
  return meaning === 'unshipped' || unshipped === 'pending_payment' ? unshipped : meaning
}

/** The order word of a payment status, a fulfilment status (null: nothing was shipped) and a cancellation. */
export function shopifyWord(order: {
  readonly financial: string
  readonly fulfilment: string | null
  readonly isCancelled: boolean
}): string {
  const financial = order.financial.toLowerCase()
  if (order.isCancelled) return financial === 'refunded' ? CANCELLED_REFUNDED : CANCELLED
  const fulfilment = (order.fulfilment ?? 'unfulfilled').toLowerCase()
  return `${financial}/${SAME_WORD[fulfilment] ?? fulfilment}`
}

/** The parts of an order word, for the sender's half. */
export function partsOfWord(word: string): { financial: string; fulfilment: string | null; isCancelled: boolean } {
  if (word === CANCELLED) return { financial: 'voided', fulfilment: null, isCancelled: true }
  if (word === CANCELLED_REFUNDED) return { financial: 'refunded', fulfilment: null, isCancelled: true }
  const [financial = 'pending', fulfilment = 'unfulfilled'] = word.split('/')
  return { financial, fulfilment: fulfilment === 'unfulfilled' ? null : fulfilment, isCancelled: false }
}

/** Money came in, whatever went back later. */
export function isPaid(financial: string): boolean {
  return ['paid', 'partially_refunded', 'refunded'].includes(financial.toLowerCase())
}
