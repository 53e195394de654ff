import { z } from 'zod'
import type { Label } from './platforms.ts'

/** The after-sale axis: one refund, return or exchange of an order. */
export const AFTER_SALE_STATES = [
  'requested',
  'approved',
  'goods_returning',
  'goods_received',
  'refunding',
  'rejected',
  'closed',
  'refunded',
] as const
export const AfterSaleState = z.enum(AFTER_SALE_STATES)
export type AfterSaleState = z.infer<typeof AfterSaleState>

export const AFTER_SALE_STATE_LABELS = {
  requested: { zh: '售后待处理', en: 'Requested' },
  approved: { zh: '已同意', en: 'Approved' },
  goods_returning: { zh: '退货中', en: 'Goods returning' },
  goods_received: { zh: '退货已收到', en: 'Goods received' },
  refunding: { zh: '退款中', en: 'Refunding' },
  rejected: { zh: '已拒绝', en: 'Rejected' },
  closed: { zh: '售后关闭', en: 'Closed' },
  refunded: { zh: '已退款', en: 'Refunded' },
} as const satisfies Record<AfterSaleState, Label>

export const AFTER_SALE_KINDS = ['refund_only', 'return', 'exchange', 'resend', 'repair', 'unknown'] as const
export const AfterSaleKind = z.enum(AFTER_SALE_KINDS)
export type AfterSaleKind = z.infer<typeof AfterSaleKind>

/** Kinds whose goods come back to the warehouse that sent them. */
export const AFTER_SALE_RETURNS: readonly AfterSaleKind[] = ['return', 'exchange']
/** The channel has agreed, and the goods are awaited. */
export const AFTER_SALE_BACK: readonly AfterSaleState[] = ['approved', 'goods_returning']

/** While an after-sale is in one of these the order shows 退款中 and must not be shipped. */
export const AFTER_SALE_OPEN: readonly AfterSaleState[] = [
  'requested',
  'approved',
  'goods_returning',
  'goods_received',
  'refunding',
]
