import { z } from 'zod'
import { CarrierCode } from './carriers.ts'
import { MAX_CODE_LENGTH } from './codes.ts'
import type { HoldReason } from './hold.ts'
import type { Instant } from './instant.ts'
import type { CodeSet } from './item-codes.ts'
import type { OrderState } from './order-state.ts'
import type { ScanAnswer } from './scan-answers.ts'
import type { SellerFlag } from './seller-flag.ts'
import type { ShownStatus } from './shown-status.ts'

/** Any code. */
export const FloorLookInput = z.strictObject({ code: z.string().trim().min(1).max(MAX_CODE_LENGTH) })
export type FloorLookInput = z.infer<typeof FloorLookInput>

/** An order as the floor needs it: no name, phone or address. */
export interface FloorOrder {
  readonly id: string
  readonly nativeNumber: string
  readonly state: OrderState
  readonly shown: ShownStatus
  readonly warehouseName: string | null
  /** Why it must not move; null: it may. */
  readonly stop: ScanAnswer | null
  /** In the words of whoever placed the hold. */
  readonly stopNote: string | null
  readonly dueAt: Instant | null
  readonly sellerMemo: string | null
  readonly sellerFlag: SellerFlag | null
  readonly sellerFlagLabel: string | null
  readonly lines: readonly FloorLine[]
  readonly parcels: readonly FloorParcel[]
}

export interface FloorLine {
  readonly lineNumber: string
  readonly sku: string | null
  readonly title: string
  readonly barcode: string | null
  readonly quantity: number
  readonly checked: number
  /** Each piece is packed with its serial number. */
  readonly isSerial: boolean
}

export interface FloorParcel {
  readonly carrier: string
  readonly waybill: string
  readonly isLoaded: boolean
  /** The loading code of the truck that it stands on. */
  readonly trip: string | null
  readonly isLabelOutdated: boolean
}

/** What a code leads to. */
export type FloorFound =
  | { readonly kind: 'order'; readonly order: FloorOrder }
  | { readonly kind: 'trip'; readonly trip: TripView }
  | { readonly kind: 'station'; readonly code: string; readonly name: string }
  | { readonly kind: 'item'; readonly sku: string; readonly name: string; readonly barcode: string | null }
  /** A return work order; `isTakenIn`: it was scanned as one before. */
  | { readonly kind: 'return'; readonly isTakenIn: boolean }
  | { readonly kind: 'device' | 'printer'; readonly name: string }
  /** A bin, which Baton leaves to others, or the code that makes a browser a device. */
  | { readonly kind: 'bin' | 'enrolment' }
  | { readonly kind: 'unknown' }

/** The most urgent first. */
export interface FloorTask {
  readonly orderId: string
  readonly waybill: string | null
  readonly state: OrderState
  readonly lineSummary: string
  readonly itemCount: number
  readonly dueAt: Instant | null
}

export interface FloorTasks {
  readonly tasks: readonly FloorTask[]
  /** All that wait, also beyond the list. */
  readonly waiting: number
  readonly asOf: Instant
}

/** Orders and waybills that must not leave, for devices without network. */
export interface FloorStops {
  readonly stops: readonly FloorStop[]
  readonly asOf: Instant
}

export interface FloorStop {
  readonly code: string
  readonly orderId: string
  readonly answer: ScanAnswer
  /** Why it is on hold, where that is the answer. */
  readonly about: HoldReason | null
}

/** What goes into the parcels to be packed, the most urgent first, for devices without network: no name, phone or address. */
export interface FloorPacks {
  readonly items: readonly FloorItem[]
  readonly orders: readonly FloorPack[]
  readonly asOf: Instant
}

export interface FloorItem {
  readonly sku: string
  /** As the catalogue has it; null: it has none. */
  readonly name: string | null
  readonly barcode: string | null
  readonly isSerial: boolean
}

export interface FloorPack {
  readonly id: string
  readonly isBegun: boolean
  /** Those of this order alone. */
  readonly waybills: readonly string[]
  readonly lines: readonly (readonly [item: number, quantity: number, lineNumber: string])[]
}

/** `version`: of what the device has; null: nothing. */
export const ItemCodesInput = z.strictObject({ version: z.string().max(80).nullable() })
export type ItemCodesInput = z.infer<typeof ItemCodesInput>

/** What the products of the catalogue are scanned by, for devices without network. */
export interface ItemCodes {
  readonly version: string
  /** Null: as the device has them. */
  readonly codes: CodeSet | null
}

export const TripOpenInput = z.strictObject({ carrier: CarrierCode })
export type TripOpenInput = z.infer<typeof TripOpenInput>

/** One truck that is being loaded, and its hand-over list. */
export interface TripView {
  readonly code: string
  readonly carrier: CarrierCode
  readonly openedAt: Instant
  readonly closedAt: Instant | null
  readonly parcels: number
  readonly orders: number
}

export interface HandOverList {
  readonly trip: TripView
  readonly warehouseName: string
  readonly closedBy: string | null
  readonly rows: readonly {
    readonly waybill: string
    readonly orderIds: readonly string[]
    readonly loadedAt: Instant
    /** Heard of once the truck was handed over: the list that was signed does not have it. */
    readonly isLater: boolean
  }[]
}

/** Trucks that were handed over within a time; those still being loaded, too, where it is not over. */
export const TripsInput = z.strictObject({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  warehouseId: z.uuid().optional(),
})
export type TripsInput = z.infer<typeof TripsInput>

export const TripCodeInput = z.strictObject({ code: z.string().trim().min(1).max(MAX_CODE_LENGTH) })
export type TripCodeInput = z.infer<typeof TripCodeInput>

/** A truck as the office sees it. */
export interface TripRow extends TripView {
  readonly warehouseName: string
  readonly openedBy: string
  readonly closedBy: string | null
}
