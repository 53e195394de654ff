import type { Label } from './platforms.ts'
import type { ScanKind } from './scans.ts'

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
