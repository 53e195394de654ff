import type { AfterSaleKind, AfterSaleState } from './after-sale.ts'
import type { TraceState } from './shipment-trace.ts'
import type { ShownStatus } from './shown-status.ts'

/** What is printed on a parcel's label: this and the order's id. */
export const TRACK_PATH = '/track/'

/** Private links: this and 22 characters that nobody can guess. */
export const PRIVATE_TRACK_PATH = '/t/'

/** Who a page is for: whoever knows the order's id, whoever holds a link that its owner shared, the buyer. */
export const TRACK_AUDIENCES = ['anybody', 'share', 'buyer'] as const
export type TrackAudience = (typeof TRACK_AUDIENCES)[number]

/** Why an order that has not left takes longer, as far as its buyer need know. */
export const TRACK_NOTES = ['checking', 'preparing', 'new_address'] as const
export type TrackNote = (typeof TRACK_NOTES)[number]

export interface TrackedItem {
  readonly title: string
  /** Null: its pieces are in several parcels, and nobody said how many in which. */
  readonly quantity: number | null
}

/** One thing that a carrier said. */
export interface TrackedStep {
  readonly at: string
  readonly trace: TraceState
  /** Its own words, without phone numbers; null: not for this audience, or it used none. */
  readonly words: string | null
}

export interface TrackedParcel {
  readonly carrier: string
  /** Whole for the buyer, else its last characters: enough to tell parcels apart. */
  readonly waybill: string
  readonly trace: TraceState
  /** When its carrier said so; null: it has said nothing yet. */
  readonly traceAt: string | null
  /** When it left the warehouse; null: it has not, or nobody said when. */
  readonly departedAt: string | null
  /** The newest first; empty for anybody. */
  readonly course: readonly TrackedStep[]
  /** Empty where it is the only one, and for all but the buyer. */
  readonly items: readonly TrackedItem[]
}

export interface TrackedAfterSale {
  readonly kind: AfterSaleKind
  readonly state: AfterSaleState
  /** When it last changed. */
  readonly at: string
}

/** One order for an audience. Only the buyer sees who receives it, its goods, its after-sales and whole waybills. */
export interface TrackedOrder {
  readonly audience: TrackAudience
  readonly id: string
  readonly shown: ShownStatus
  /** Where it goes; null: not known, or erased. */
  readonly city: string | null
  /** Masked. */
  readonly receiver: { readonly name: string; readonly phone: string } | null
  readonly parcels: readonly TrackedParcel[]
  /** All where there is at most one parcel, else those that are in none. */
  readonly items: readonly TrackedItem[]
  readonly afterSales: readonly TrackedAfterSale[]
  readonly notes: readonly TrackNote[]
  /** Since when an order that has not left whole should have; null: not told, or it has. */
  readonly lateFrom: string | null
  /** On whose clock times are shown. */
  readonly timeZone: string
}
