import type { Label } from './platforms.ts'
import type { DelayReason } from './scans.ts'

/** Why a parcel is late, told with one tap where it happens. */
export const DELAY_REASONS = [
  'stock_out',
  'printer_fault',
  'rush_order',
  'short_staffed',
  'system_fault',
  'carrier_late',
  'other',
] as const

export const DELAY_REASON_LABELS = {
  stock_out: { zh: '缺货补货', en: 'Out of stock' },
  printer_fault: { zh: '面单打印机故障', en: 'Label printer broken' },
  rush_order: { zh: '临时加塞大促单', en: 'Rush orders pushed in' },
  short_staffed: { zh: '人手不足', en: 'Too few people' },
  system_fault: { zh: '系统故障', en: 'System trouble' },
  carrier_late: { zh: '承运商未到', en: 'Carrier has not come' },
  other: { zh: '其他', en: 'Something else' },
} as const satisfies Record<DelayReason, Label>
