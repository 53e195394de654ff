import type { AfterSaleState } from '@baton/contract'
import { hasLeft, type Order, platformOf, type Sale, type Stage } from './order.ts'

const TAOBAO = {
  created: 'WAIT_BUYER_PAY',
  paid: 'WAIT_SELLER_SEND_GOODS',
  part_shipped: 'SELLER_CONSIGNED_PART',
  shipped: 'WAIT_BUYER_CONFIRM_GOODS',
  signed: 'WAIT_BUYER_CONFIRM_GOODS',
  completed: 'TRADE_FINISHED',
  closed: 'TRADE_CLOSED_BY_TAOBAO',
  refunded: 'TRADE_CLOSED',
} as const satisfies Record<Stage, string>

const DOUYIN = {
  created: '1',
  paid: '2',
  part_shipped: '101',
  shipped: '3',
  signed: '3',
  completed: '5',
  closed: '4',
  refunded: '22',
} as const satisfies Record<Stage, string>

const WEIXIN = {
  created: '10',
  paid: '20',
  part_shipped: '21',
  shipped: '30',
  signed: '30',
  completed: '100',
  closed: '250',
  refunded: '200',
} as const satisfies Record<Stage, string>

const OWN_SHOP = {
  created: 'pending_payment',
  paid: 'to_ship',
  part_shipped: 'part_shipped',
  shipped: 'shipped',
  signed: 'signed',
  completed: 'done',
  closed: 'cancelled',
  refunded: 'refunded',
} as const satisfies Record<Stage, string>

const WOO = {
  created: 'pending',
  paid: 'processing',
  part_shipped: 'processing',
  shipped: 'completed',
  signed: 'completed',
  completed: 'completed',
  closed: 'cancelled',
  refunded: 'refunded',
} as const satisfies Record<Stage, string>

/** The word of the order's own platform for where it is. */
export function nativeStatus(order: Order): string {
  switch (platformOf(order)) {
    case 'taobao':
      return order.held ? 'PAID_FORBID_CONSIGN' : TAOBAO[order.stage]
    case 'pinduoduo':
      return pinduoduo(order)
    case 'douyin':
      if (order.held) return '105'
      return order.stage === 'refunded' && !hasLeft(order) ? '21' : DOUYIN[order.stage]
    case 'weixin-shop':
      return WEIXIN[order.stage]
    case 'shopify':
      return shopify(order)
    case 'woocommerce':
      return order.held ? 'on-hold' : WOO[order.stage]
    case 'own-shop':
      return order.held ? 'paid_held' : OWN_SHOP[order.stage]
  }
}

/** Payment and fulfilment: two statuses that move apart. */
function shopify(order: Order): string {
  if (order.stage === 'closed') return 'cancelled'
  const isBack = order.sale?.state === 'refunded'
  const paid = order.paidAt === null ? 'pending' : 'paid'
  const financial = order.stage === 'refunded' ? 'refunded' : isBack ? 'partially_refunded' : paid
  if (!hasLeft(order)) return `${financial}/unfulfilled`
  return `${financial}/${order.stage === 'part_shipped' ? 'partial' : 'fulfilled'}`
}

/** `order_status`, or `order_status/refund_status` while there is an after-sale. */
function pinduoduo(order: Order): string {
  const signed = order.stage === 'signed' || order.stage === 'completed'
  const status = signed ? '3' : hasLeft(order) ? '2' : '1'
  const refund = order.sale === null ? undefined : PDD_REFUND[order.sale.state]
  return refund === undefined ? status : `${status}/${refund}`
}

const PDD_REFUND: Partial<Record<AfterSaleState, string>> = {
  requested: '2',
  approved: '2',
  goods_returning: '2',
  refunding: '3',
  refunded: '4',
}

/** The word of the order's own platform for where its after-sale is. */
export function nativeSaleStatus(order: Order, sale: Sale): string {
  const back = sale.kind === 'return'
  switch (platformOf(order)) {
    case 'taobao':
      return TAOBAO_SALE[sale.state]
    case 'pinduoduo':
      if (sale.state === 'requested') return back ? '3' : '2'
      if (sale.state === 'approved') return back ? '7' : '4'
      return PDD_SALE[sale.state]
    case 'douyin':
      return DOUYIN_SALE[sale.state]
    case 'weixin-shop':
      if (sale.state === 'approved' && !back) return 'PLATFORM_REFUNDING'
      if (sale.state === 'refunded' && back) return 'MERCHANT_RETURN_SUCCESS'
      if (sale.state === 'rejected' && back) return 'MERCHANT_REJECT_RETURN'
      return WEIXIN_SALE[sale.state]
    case 'shopify':
      return 'success'
    case 'woocommerce':
      return 'refund'
    case 'own-shop':
      return sale.state
  }
}

const TAOBAO_SALE = {
  requested: 'WAIT_SELLER_AGREE',
  approved: 'WAIT_BUYER_RETURN_GOODS',
  goods_returning: 'WAIT_SELLER_CONFIRM_GOODS',
  goods_received: 'WAIT_SELLER_CONFIRM_GOODS',
  refunding: 'WAIT_SELLER_CONFIRM_GOODS',
  rejected: 'SELLER_REFUSE_BUYER',
  closed: 'CLOSED',
  refunded: 'SUCCESS',
} as const satisfies Record<AfterSaleState, string>

const PDD_SALE = {
  requested: '2',
  approved: '4',
  goods_returning: '7',
  goods_received: '8',
  refunding: '4',
  rejected: '6',
  closed: '11',
  refunded: '10',
} as const satisfies Record<AfterSaleState, string>

const DOUYIN_SALE = {
  requested: '6',
  approved: '7',
  goods_returning: '11',
  goods_received: '11',
  refunding: '11',
  rejected: '27',
  closed: '28',
  refunded: '12',
} as const satisfies Record<AfterSaleState, string>

const WEIXIN_SALE = {
  requested: 'MERCHANT_PROCESSING',
  approved: 'USER_WAIT_RETURN',
  goods_returning: 'MERCHANT_WAIT_RECEIPT',
  goods_received: 'MERCHANT_WAIT_RECEIPT',
  refunding: 'PLATFORM_REFUNDING',
  rejected: 'MERCHANT_REJECT_REFUND',
  closed: 'USER_CANCELD',
  refunded: 'MERCHANT_REFUND_SUCCESS',
} as const satisfies Record<AfterSaleState, string>
