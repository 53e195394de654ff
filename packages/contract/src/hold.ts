import { z } from 'zod'
import type { Label } from './platforms.ts'

/** Reasons an order must not move on the floor. A set beside the order axis, not a state. */
export const HOLD_REASONS = [
  'platform_freeze',
  'risk',
  'awaiting_review',
  'stock_out',
  'refund_requested',
  'address_changed',
] as const
export const HoldReason = z.enum(HOLD_REASONS)
export type HoldReason = z.infer<typeof HoldReason>

export const HOLD_REASON_LABELS = {
  platform_freeze: { zh: '平台冻结', en: 'Frozen by platform' },
  risk: { zh: '风控', en: 'Risk control' },
  awaiting_review: { zh: '待审核', en: 'Awaiting review' },
  stock_out: { zh: '缺货', en: 'Out of stock' },
  refund_requested: { zh: '退款中', en: 'Refund requested' },
  address_changed: { zh: '地址已变更', en: 'Address changed' },
} as const satisfies Record<HoldReason, Label>

/** Who can place a hold. What the channel placed only the channel lifts. */
export const HOLD_PLACERS = ['channel', 'person', 'rule', 'erp'] as const
export type HoldPlacer = (typeof HOLD_PLACERS)[number]

export const HOLD_PLACER_LABELS = {
  channel: { zh: '渠道', en: 'the channel' },
  person: { zh: '人员', en: 'a person' },
  rule: { zh: '规则', en: 'a rule' },
  erp: { zh: 'ERP', en: 'an ERP' },
} as const satisfies Record<HoldPlacer, Label>
