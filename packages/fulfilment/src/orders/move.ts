import type {
  AfterSaleState,
  DelayReason,
  HoldReason,
  InterceptionDeed,
  OrderState,
  PlatformId,
  Reason,
  ReturnGrade,
  StatusMeaning,
  TraceState,
  TrackingLinkDeed,
  Verdict,
} from '@baton/contract'
import type { AfterSaleSnapshot, OrderSnapshot, ParcelSnapshot } from '@baton/platforms'
import type { Actor } from '../runtime/context.ts'
import type { Parcel } from './order.ts'

/** One attempt to write one order. Whoever starts it mints `source.eventId` or the like; the verdict is stored. */
export interface OrderMove {
  readonly target: MoveTarget
  readonly source: MoveSource
  readonly occurredAt: Date
  readonly claim: Claim
  /** Refused unless the order's `seq` is still this. */
  readonly expectedSeq?: number
}

export type MoveTarget =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'native'; readonly platform: PlatformId; readonly shopId: string; readonly nativeNumber: string }

export interface MoveSource {
  readonly actor: Actor
  readonly appId: string | null
  readonly address: string | null
  readonly eventId: number | null
  readonly topic: string | null
  /**
   * `home`: the order's own channel, which may skip states and create the order. `carrier`: speaks of parcels.
   * `granted`: anyone else, single steps out of `grants` only.
   */
  readonly authority: 'home' | 'carrier' | 'granted'
  readonly grants: readonly OrderState[]
  /** Whether an ERP may place and lift holds; people may by their rights. */
  readonly mayHold?: boolean
}

export type Claim =
  | SnapshotClaim
  | AfterSaleClaim
  | TraceClaim
  | StepClaim
  | ParcelsClaim
  | HoldClaim
  | WarehouseClaim
  | InterceptionClaim
  | LinkClaim
  | UnbindClaim
  | FloorClaim
  | FollowClaim
  | ArchiveClaim
  | EraseClaim

/** The home channel's whole picture of the order, its words already given their meaning. */
export interface SnapshotClaim {
  readonly kind: 'snapshot'
  readonly snapshot: OrderSnapshot
  readonly meaning: StatusMeaning
  readonly afterSales: readonly MeantAfterSale[]
  /** What the rules say, as long as they decide. */
  readonly assignment: { readonly warehouseId: string | null; readonly reason: string | null } | null
  /** What the shop promises from payment on, where its channel tells no time to ship by. */
  readonly shipWithinHours?: number | null
  /** Of a picture that was asked for: how far its order was before (`askedAtIn`), 0 where it was not known. */
  readonly askedAt?: number | undefined
}

export interface MeantAfterSale {
  readonly snapshot: AfterSaleSnapshot
  readonly state: AfterSaleState
}

export interface AfterSaleClaim {
  readonly kind: 'after_sale'
  readonly afterSale: MeantAfterSale
}

export interface TraceClaim {
  readonly kind: 'trace'
  readonly waybill: string
  readonly trace: TraceState
  readonly nativeStatus: string
  readonly text: string
}

/** One step of the order axis, asked for by anyone but the home channel. */
export interface StepClaim {
  readonly kind: 'step'
  readonly to: OrderState
  readonly parcels: readonly ParcelSnapshot[]
  /** Refused where goods leave and no waybill is known, told now or before. */
  readonly needsWaybill?: boolean
  /** Why, in a person's words; only a person may go back, and only with a reason. */
  readonly reason?: string
  /** The waybill is what is told: one that is known is a repeat, and an order that has shipped takes no other. */
  readonly byWaybill?: boolean
}

/** Waybills of an order, wherever it stands; moves no state. */
export interface ParcelsClaim {
  readonly kind: 'parcels'
  readonly parcels: readonly ParcelSnapshot[]
}

/** Holds put on an order or taken from it. */
export interface HoldClaim {
  readonly kind: 'hold'
  readonly place: readonly {
    readonly reason: HoldReason
    readonly note: string | null
    readonly until: string | null
  }[]
  readonly lift: readonly HoldReason[]
  /** Lifts only those whose time has come. */
  readonly overOnly?: boolean
}

/** A person chose the warehouse, or had the rules choose. */
export interface WarehouseClaim {
  readonly kind: 'warehouse'
  readonly warehouseId: string
  /** In a person's words, or the rule's name. */
  readonly reason: string
  /** Only where the order has none. */
  readonly byRules?: boolean
}

/** A person took an interception task, or ended it; whoever claims it has changed the task in the same transaction. */
export interface InterceptionClaim {
  readonly kind: 'interception'
  readonly deed: InterceptionDeed
}

/** A person made or took back a link to the buyer's page; whoever claims it has done so in the same transaction. */
export interface LinkClaim {
  readonly kind: 'link'
  readonly deed: TrackingLinkDeed
}

/** A person takes a waybill from an order that it was bound to by mistake. Whoever claims it holds the order's lock. */
export interface UnbindClaim extends Bound {
  readonly kind: 'unbind'
  readonly waybill: string
  /** Every other parcel has left: without this one the order has shipped. */
  readonly isOthersLeft: boolean
  readonly reason: string
}

/** What keeps a waybill with its order. */
export interface Bound {
  readonly isLoaded: boolean
  /** A channel was told of it, or may have been. */
  readonly isTold: boolean
}

/** What was done with the parcel in hand. Whoever claims it holds the order's lock and says what of it a scan alone cannot know. */
export interface FloorClaim {
  readonly kind: 'floor'
  readonly deed: FloorDeed
  /** Where the device belongs; null: anywhere. */
  readonly warehouseId: string | null
  /** The label in hand is older than the receiver. */
  readonly isLabelOutdated: boolean
  /** Who held the device. */
  readonly operator: string | null
}

/** Something became of a parcel through another order that it bears. */
export interface FollowClaim {
  readonly kind: 'follow'
  readonly parcel: Parcel
  /** The order that was moved. */
  readonly after: string
}

/** The order is over: its event holds the whole row, and what came before goes to the archive. */
export interface ArchiveClaim {
  readonly kind: 'archive'
}

/** A person erases the buyer. Whoever claims it calls `baton_erase_order` in the same transaction. */
export interface EraseClaim {
  readonly kind: 'erase'
  /** Why it has its warehouse is in a person's words. */
  readonly isWarehouseByPerson: boolean
  readonly reason: string
}

export type FloorFault =
  | 'on_other_truck'
  | 'left_on_other_truck'
  | 'wrong_truck'
  | 'trip_unknown'
  | 'trip_closed'
  | 'wrong_item'
  | 'too_many'
  | 'serial_missing'
  | 'serial_used'
  | 'waybill_taken'
  | 'carrier_needed'

export type FloorDeed =
  | { readonly act: 'pack' }
  | { readonly act: 'bind'; readonly parcel: ParcelSnapshot; readonly fault: FloorFault | null }
  /** Takes effect on no axis; only its faults are kept with the order. */
  | { readonly act: 'check'; readonly item: string; readonly fault: FloorFault | null }
  | {
      readonly act: 'load'
      readonly waybill: string
      readonly fault: FloorFault | null
      readonly isLoaded: boolean
      /** It comes over from a truck that has not left. */
      readonly isMoved: boolean
      /** Every other parcel of the order is loaded. */
      readonly isLast: boolean
    }
  /** A return that was taken in, inspected, or taken in by mistake; `waybill`: the code in hand. It moves no axis. */
  | { readonly act: 'return'; readonly waybill: string; readonly isGranted: boolean; readonly isTaken: boolean }
  | { readonly act: 'inspect'; readonly waybill: string; readonly isGranted: boolean; readonly grade: ReturnGrade }
  | { readonly act: 'unreturn'; readonly waybill: string; readonly isInTime: boolean }
  | { readonly act: 'delay'; readonly reason: DelayReason }
  /** `isInTime`: within the time to undo, and its trip not handed over. */
  | { readonly act: 'unpack'; readonly isInTime: boolean }
  | ({
      readonly act: 'unbind'
      readonly waybill: string
      readonly isInTime: boolean
      /** The scan that is taken back brought the waybill to the order; else it was there before. */
      readonly isBound: boolean
      /** Packing began with that scan. */
      readonly isBegun: boolean
    } & Bound)
  | {
      readonly act: 'unload'
      readonly waybill: string
      readonly isInTime: boolean
      /** No other parcel of the order is loaded. */
      readonly isFirst: boolean
      /** Where the latest word of anybody but a scan put the order; null: nobody's did. */
      readonly told: OrderState | null
    }

/** What became of a move, as its sender hears it. */
export interface MoveOutcome {
  readonly orderId: string | null
  readonly verdict: Verdict
  readonly reason: Reason | null
  readonly seq: number | null
  /** A picture that its channel sent changed something, and the one known before is of the same version. */
  readonly isDoubtful?: boolean
}
