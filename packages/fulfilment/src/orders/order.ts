import type { AfterSaleKind, AfterSaleState, HoldPlacer, HoldReason, TraceState } from '@baton/contract'
import type { orders } from './tables.ts'

/** One reason an order must not move, and who placed it. */
export interface Hold {
  readonly reason: HoldReason
  readonly by: HoldPlacer
  readonly note: string | null
  readonly until: string | null
}

/** The row of an order, without what only its storage needs. */
export type OrderRecord = Omit<typeof orders.$inferSelect, 'chain'>

export interface Parcel {
  readonly id: string
  readonly carrier: string
  readonly waybill: string
  readonly trace: TraceState
  readonly traceAt: Date | null
  readonly traceText: string | null
  /** When somebody who is no scan reported that this very parcel left. */
  readonly leftAt: Date | null
  /** When it left as far as anybody can say, by its load or by a report; its first trace is awaited from then on. */
  readonly departedAt: Date | null
  /** `*`: the whole order. */
  readonly lineNumbers: readonly string[]
  /** Facts already known, as `instant|word`. */
  readonly facts: ReadonlySet<string>
}

export interface AfterSale {
  readonly nativeNumber: string
  readonly kind: AfterSaleKind
  readonly state: AfterSaleState
  readonly nativeStatus: string
  readonly version: number
  readonly amountFen: number
  readonly wholeOrder: boolean
  readonly respondBy: Date | null
  /** The buyer's own parcel, once they told it. */
  readonly returnCarrier: string | null
  readonly returnWaybill: string | null
  /** What the warehouse takes the goods in by, from when they are to come back. */
  readonly workOrder: string | null
}

/** All that a decision about one order may look at. */
export interface Order {
  readonly record: OrderRecord
  /** The newest picture of its channel that was looked at, also where it brought nothing new or could not be believed. */
  readonly heardVersion: number
  /** How often its channel was asked, and told nothing newer and nothing new. */
  readonly heardAgain: number
  readonly parcels: readonly Parcel[]
  readonly afterSales: readonly AfterSale[]
}
