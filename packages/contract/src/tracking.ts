import type { TraceState } from './shipment-trace.ts'
import type { ShownStatus } from './shown-status.ts'

/** What is printed on a parcel's papers: this and the order's id. */
export const TRACK_PATH = '/track/'

export interface TrackedParcel {
  readonly carrier: string
  /** The last characters of its waybill, enough to tell parcels apart. */
  readonly waybillTail: string
  readonly trace: TraceState
  /** When its carrier said so; null: it has said nothing yet. */
  readonly traceAt: string | null
}

/** One order for whoever has its id, which is a name and no key: no person, no goods, no street, nothing that can be done. */
export interface TrackedOrder {
  readonly id: string
  readonly shown: ShownStatus
  /** Where it goes; null: not known, or erased. */
  readonly city: string | null
  readonly parcels: readonly TrackedParcel[]
  readonly asOf: string
  /** On whose clock times are shown. */
  readonly timeZone: string
}
