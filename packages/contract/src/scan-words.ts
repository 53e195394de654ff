import type { Label } from './platforms.ts'
import type { DelayReason, ReturnGrade, ScanKind } from './scans.ts'

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

export const RETURN_GRADES = ['sellable', 'opened', 'damaged', 'wrong_item'] as const

export const RETURN_GRADE_LABELS = {
  sellable: { zh: '合格，可再售', en: 'Good, can be sold' },
  opened: { zh: '已拆封', en: 'Opened' },
  damaged: { zh: '破损', en: 'Damaged' },
  wrong_item: { zh: '退错商品', en: 'Not our item' },
} as const satisfies Record<ReturnGrade, Label>

/** A device may think it is decades off; more is garbage. */
export const MAX_OFFSET_MS = 1e12

export const SCAN_KIND_LABELS = {
  pack_start: { zh: '打包开始', en: 'Packing started' },
  bind: { zh: '绑定运单', en: 'Waybill bound' },
  check_item: { zh: '核对商品', en: 'Item checked' },
  load: { zh: '装车', en: 'Loaded' },
  hand_over: { zh: '交接完成', en: 'Handed over' },
  delay: { zh: '延误原因', en: 'Reason of a delay' },
  return_arrived: { zh: '退货收货', en: 'Return taken in' },
  return_inspected: { zh: '退货质检', en: 'Return inspected' },
  clock_in: { zh: '上岗', en: 'Clocked in' },
  clock_out: { zh: '离岗', en: 'Clocked out' },
  undo: { zh: '撤销', en: 'Undone' },
} as const satisfies Record<ScanKind, Label>

export const MAX_SCANS = 200

/** A load scan, or the start of packing, may be undone this long where the merchant sets nothing else, by the server's clock at its arrival. */
export const UNDO_SECONDS = 120
