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

/** Who can place a hold. What the channel placed only the channel lifts. */
const HOLD_PLACERS = ['channel', 'person', 'rule', 'erp'] as const
export type HoldPlacer = (typeof HOLD_PLACERS)[number]

export const HOLD_PLACER_LABELS = {
  channel: { zh: '渠道', en: 'the channel' },
  person: { zh: '人员', en: 'a person' },
  rule: { zh: '规则', en: 'a rule' },
  erp: { zh: 'ERP', en: 'an ERP' },
} as const satisfies Record<HoldPlacer, Label>
