import type { HoldReason } from './hold.ts'
import type { Label } from './platforms.ts'

export const HOLD_REASON_LABELS = {
  platform_freeze: { zh: '平台冻结', en: 'Frozen by platform' },
  risk: { zh: '风控', en: 'Risk control' },
  awaiting_review: { zh: '待审核', en: 'Awaiting review' },
  stock_out: { zh: '缺货', en: 'Out of stock' },
  refund_requested: { zh: '退款中', en: 'Refund requested' },
  address_changed: { zh: '地址已变更', en: 'Address changed' },
} as const satisfies Record<HoldReason, Label>
