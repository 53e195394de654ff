import { z } from 'zod'
import type { AfterSaleKind, AfterSaleState } from './after-sale.ts'
import type { Instant } from './instant.ts'
import type { Label, PlatformId } from './platforms.ts'
import type { ReturnGrade } from './scans.ts'

/** Where a return stands in the warehouse. */
export const RETURN_STAGES = ['expected', 'in_hand', 'inspected'] as const
export const ReturnStage = z.enum(RETURN_STAGES)
export type ReturnStage = z.infer<typeof ReturnStage>

export const RETURN_STAGE_LABELS = {
  expected: { zh: '待收货', en: 'Expected' },
  in_hand: { zh: '待质检', en: 'To inspect' },
  inspected: { zh: '已质检', en: 'Inspected' },
} as const satisfies Record<ReturnStage, Label>

const which = {
  /** Of an expected return the warehouse that sent its goods, of any other the one that took it in. */
  warehouseId: z.uuid().optional(),
  cursor: z.string().max(120).optional(),
  limit: z.number().int().min(1).max(100).default(50),
}

export const ReturnsListInput = z.strictObject({
  stage: ReturnStage,
  /** A global id, the channel's number of the order or the after-sale, a work order or a waybill. */
  q: z.string().trim().max(64).optional(),
  ...which,
})
export type ReturnsListInput = z.infer<typeof ReturnsListInput>

export const OwnerlessListInput = z.strictObject(which)
export type OwnerlessListInput = z.infer<typeof OwnerlessListInput>

export const ReturnsCountInput = z.strictObject({ warehouseId: z.uuid().optional() })
export type ReturnsCountInput = z.infer<typeof ReturnsCountInput>

export const ReturnAttachInput = z.strictObject({
  /** One of the parcel's scans. */
  scanId: z.uuid(),
  /** Whose it is: a global id, the channel's number of the order, or a work order. */
  owner: z.string().trim().min(4).max(64),
})
export type ReturnAttachInput = z.infer<typeof ReturnAttachInput>

export const OrderReturnsInput = z.strictObject({ orderId: z.string().max(40) })

export interface ReturnCounts {
  readonly expected: number
  readonly inHand: number
  /** Those in hand whose time to be inspected has passed. */
  readonly late: number
  readonly ownerless: number
}

/** Goods of one order that come back together. */
export interface ReturnRow {
  readonly id: string
  readonly orderId: string
  readonly platform: PlatformId
  readonly shopName: string
  readonly nativeNumber: string
  readonly lineSummary: string
  /** Empty: they came back and no channel has told of an after-sale. */
  readonly afterSales: readonly ReturnAfterSale[]
  readonly warehouseName: string | null
  /** Null: on its way. */
  readonly arrival: ReturnArrival | null
}

export interface ReturnAfterSale {
  readonly nativeNumber: string
  readonly kind: AfterSaleKind
  readonly state: AfterSaleState
  readonly workOrder: string | null
  readonly returnCarrier: string | null
  readonly returnWaybill: string | null
}

export interface ReturnArrival {
  readonly waybill: string | null
  readonly arrivedAt: Instant
  readonly deviceName: string
  readonly operatorName: string | null
  /** Null: taken in before returns had a time to be inspected in. */
  readonly inspectBy: Instant | null
  /** Who said whose parcel it is; null: its code did. */
  readonly namedBy: string | null
  readonly inspection: {
    readonly grade: ReturnGrade
    readonly at: Instant
    readonly inspectorName: string | null
  } | null
}

export interface ReturnPage {
  readonly rows: readonly ReturnRow[]
  readonly next: string | null
}

/** A parcel that came back and that nobody knows, with the first of its scans. */
export interface OwnerlessParcel {
  readonly id: string
  readonly code: string
  readonly warehouseName: string
  readonly deviceName: string
  readonly operatorName: string | null
  readonly occurredAt: Instant
  /** What was found of it; null: not inspected. */
  readonly grade: ReturnGrade | null
}

export interface OwnerlessPage {
  readonly rows: readonly OwnerlessParcel[]
  readonly next: string | null
}
