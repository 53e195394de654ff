import type { Code, FloorFound, FloorOrder, ScanAnswer, TripView } from '@baton/contract'
import type { NewScan } from '../outbox/record.ts'

/** The parcel in hand. */
export interface Packing {
  readonly at: 'packing'
  /** What was scanned to begin: a waybill or a global id. */
  readonly code: string
  readonly orderId: string | null
  readonly waybill: string | null
  /** Null until it is told or found among what this device has kept. */
  readonly order: FloorOrder | null
  /** The order is what this device has kept: the server has not told of it yet. */
  readonly isKept: boolean
  /** Pieces were scanned that whoever told of the order may not have counted. */
  readonly isUncounted?: boolean
  /** The next waybill is bound to this order, whatever is bound already. */
  readonly wantsWaybill: boolean
  /** The item whose serial number comes next. */
  readonly serialFor: string | null
  /** A waybill whose number does not tell whose it is. */
  readonly carrierFor: string | null
  /** Scanned in the middle of the check: scanned once more, it is what comes next. */
  readonly leavingFor?: string
}

/** One truck being loaded; every waybill goes onto it until another code says otherwise. */
export interface Loading {
  readonly at: 'loading'
  readonly trip: string
  readonly view: TripView | null
  /** Loaded with this device since the loading code was scanned, the latest last. */
  readonly loaded: readonly string[]
}

/** What the person is in the middle of. */
export type Flow =
  | { readonly at: 'ready' }
  | Packing
  | Loading
  /** Waybills are those of returns. */
  | { readonly at: 'returning' }
  | { readonly at: 'inspecting'; readonly code: string }
  /** Scans are looked up and recorded nowhere. */
  | { readonly at: 'looking'; readonly code: string | null; readonly found: FloorFound | null }

export const READY: Flow = { at: 'ready' }

/** What this device knows of a code. `heard` is false where nobody was asked: what is found then is what it has kept. */
export interface Known {
  readonly heard: boolean
  readonly found: FloorFound | null
  /** The cached list says that it must not leave. */
  readonly stop: ScanAnswer | null
}

export const NOTHING_KNOWN: Known = { heard: false, found: null, stop: null }

/** Who holds the device. */
export interface Holder {
  readonly isSignedIn: boolean
  /** The station clocked in at with this device, or true where only that is known. */
  readonly clockedInAt: string | boolean
}

export interface Scan {
  readonly code: Code
  /** As it was scanned, folded: a serial number may be any text. */
  readonly text: string
}

export interface Situation {
  readonly flow: Flow
  readonly known: Known
  readonly holder: Holder
}

/** Why nothing was recorded. Each has a sentence and what to do next. */
export type Refusal =
  | 'empty'
  | 'too_long'
  | 'check_character'
  | 'no_code'
  | 'link'
  | 'bin'
  | 'item_first'
  | 'item_here'
  | 'order_here'
  | 'badge_first'
  | 'trip_closed'
  | 'carrier_first'
  | 'serial_first'
  | 'unfinished'

export type Question =
  | { readonly kind: 'pin'; readonly badge: string }
  | { readonly kind: 'clock_out' }
  | { readonly kind: 'hand_over'; readonly trip: string }

/** The only sensible next step. */
export type Step =
  | {
      readonly do: 'record'
      readonly scan: NewScan
      readonly flow: Flow
      /** What the server will most likely answer; null: that it is done. */
      readonly foreseen: ScanAnswer | null
    }
  | { readonly do: 'ask'; readonly question: Question; readonly flow: Flow }
  /** Nothing to record, and nothing wrong. */
  | { readonly do: 'go'; readonly flow: Flow; readonly note: 'again' | 'next' }
  | { readonly do: 'refuse'; readonly refusal: Refusal; readonly flow: Flow }

export function startPacking(
  code: string,
  from: Partial<Pick<Packing, 'orderId' | 'waybill' | 'order' | 'isKept' | 'serialFor' | 'wantsWaybill'>> = {},
): Packing {
  return {
    at: 'packing',
    code,
    orderId: null,
    waybill: null,
    order: null,
    isKept: false,
    wantsWaybill: false,
    serialFor: null,
    carrierFor: null,
    ...from,
  }
}
