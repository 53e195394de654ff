import { z } from 'zod'
import { CarrierCode } from './carriers.ts'
import { MAX_CODE_LENGTH } from './codes.ts'
import { GlobalId } from './global-id.ts'
import type { Label } from './platforms.ts'
import type { ScanAnswer } from './scan-answers.ts'

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
export const DelayReason = z.enum(DELAY_REASONS)
export type DelayReason = z.infer<typeof DelayReason>

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
export const ReturnGrade = z.enum(RETURN_GRADES)
export type ReturnGrade = z.infer<typeof ReturnGrade>

export const RETURN_GRADE_LABELS = {
  sellable: { zh: '合格，可再售', en: 'Good, can be sold' },
  opened: { zh: '已拆封', en: 'Opened' },
  damaged: { zh: '破损', en: 'Damaged' },
  wrong_item: { zh: '退错商品', en: 'Not our item' },
} as const satisfies Record<ReturnGrade, Label>

/** A device may think it is decades off; more is garbage. */
export const MAX_OFFSET_MS = 1e12

const Text = z.string().trim().min(1).max(MAX_CODE_LENGTH)
const base = {
  /** Minted by the device (UUID version 7); one id has one stored outcome. */
  id: z.uuid(),
  /** Counts the device's scans from 1; the server takes them in this order. */
  seq: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** The device's own clock. */
  at: z.iso.datetime(),
  /** Server clock minus device clock as last measured, in ms; null: never measured. */
  offsetMs: z.int().min(-MAX_OFFSET_MS).max(MAX_OFFSET_MS).nullable(),
  /** Who held the device: `staff.id`; null: nobody was signed in. */
  operatorId: z.string().max(64).nullable(),
}

/** One thing done with the device in hand. `code`: a waybill or a global id. */
export const ScanInput = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('pack_start'), code: Text }),
  z.strictObject({
    ...base,
    kind: z.literal('bind'),
    orderId: GlobalId,
    waybill: Text,
    /** Needed where the number alone does not tell. */
    carrier: CarrierCode.nullable(),
  }),
  z.strictObject({ ...base, kind: z.literal('check_item'), code: Text, item: Text, serial: Text.nullable() }),
  z.strictObject({ ...base, kind: z.literal('load'), waybill: Text, trip: Text }),
  z.strictObject({ ...base, kind: z.literal('hand_over'), trip: Text }),
  z.strictObject({ ...base, kind: z.literal('delay'), code: Text, reason: DelayReason }),
  z.strictObject({ ...base, kind: z.literal('return_arrived'), code: Text }),
  z.strictObject({
    ...base,
    kind: z.literal('return_inspected'),
    code: Text,
    grade: ReturnGrade,
    note: z.string().trim().max(300),
    /** Photos that the device uploads by themselves. */
    photos: z.array(z.uuid()).max(6),
  }),
  z.strictObject({ ...base, kind: z.literal('clock_in'), station: Text }),
  z.strictObject({ ...base, kind: z.literal('clock_out') }),
  /** Takes back an earlier scan of the same device. */
  z.strictObject({ ...base, kind: z.literal('undo'), scanId: z.uuid() }),
])
export type ScanInput = z.infer<typeof ScanInput>
export type ScanKind = ScanInput['kind']

export const SCAN_KINDS = [
  'pack_start',
  'bind',
  'check_item',
  'load',
  'hand_over',
  'delay',
  'return_arrived',
  'return_inspected',
  'clock_in',
  'clock_out',
  'undo',
] as const satisfies readonly ScanKind[]

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
/** Scans of one device, oldest first. */
export const ScansApplyInput = z.strictObject({ scans: z.array(ScanInput).min(1).max(MAX_SCANS) })
export type ScansApplyInput = z.infer<typeof ScansApplyInput>

/** The stored outcome of one scan: the same for ever, however often the scan is sent. */
export interface ScanOutcome {
  readonly id: string
  readonly answer: ScanAnswer
  readonly orderId: string | null
  /** What the sentence is about, where one names it: the item, carrier or trip. */
  readonly about: string | null
}

export interface ScansApplied {
  readonly outcomes: readonly ScanOutcome[]
  /** Scans of this device that the server has, in all. */
  readonly stored: number
}

/** A load scan, or the start of packing, may be undone this long, by the server's clock at its arrival. */
export const UNDO_SECONDS = 120
