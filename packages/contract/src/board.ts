import { z } from 'zod'
import type { FloorTask } from './floor.ts'
import type { Instant } from './instant.ts'
import type { ScanKind } from './scans.ts'

/** A parcel whose waybill nobody has named for this long is a person's to look into. */
export const UNMATCHED_AFTER_MINUTES = 30

export const BoardInput = z.strictObject({ warehouseId: z.uuid().optional() })
export type BoardInput = z.infer<typeof BoardInput>

export const ScanDismissInput = z.strictObject({ id: z.uuid() })
export type ScanDismissInput = z.infer<typeof ScanDismissInput>

/** What a supervisor sees of one warehouse or of all. Held orders are counted apart: nobody may pack them. */
export interface BoardView {
  /** Those in use, to choose from. */
  readonly warehouses: readonly { readonly id: string; readonly name: string }[]
  readonly toPack: number
  readonly packing: number
  readonly held: number
  /** Past their promise, and within half an hour of it. */
  readonly late: number
  readonly soon: number
  /** Parcels loaded since midnight where their warehouse is. */
  readonly loadedToday: number
  /** Returns in hand that nobody has inspected. */
  readonly returnsWaiting: number
  /** People who clocked in and have not left. */
  readonly onShift: number
  /** To be shipped and in no warehouse, up to `MOST_UNASSIGNED`; 0 on the board of one. */
  readonly unassigned: number
  /** The most urgent first. */
  readonly urgent: readonly BoardTask[]
  /** All of them, also beyond the list. */
  readonly urgentCount: number
  readonly unmatched: readonly UnmatchedScan[]
  /** All of them, also beyond the list. */
  readonly unmatchedCount: number
  readonly asOf: Instant
}

export interface BoardTask extends FloorTask {
  readonly warehouseName: string
}

/** A parcel whose waybill nobody knows yet, with the latest of its scans. */
export interface UnmatchedScan {
  readonly id: string
  readonly kind: ScanKind
  readonly waybill: string
  readonly deviceName: string
  readonly operatorName: string | null
  readonly occurredAt: Instant
}
