import type { AfterSaleKind, AfterSaleState } from './after-sale.ts'
import type { ActorKind, Change, Reason, Verdict } from './audit.ts'
import type { DeadlineKind } from './deadline.ts'
import type { HoldPlacer, HoldReason } from './hold.ts'
import type { Instant } from './instant.ts'
import type { InterceptionDeed } from './interceptions.ts'
import type { OrderState } from './order-state.ts'
import type { PlatformId } from './platforms.ts'
import type { DelayReason } from './scans.ts'
import type { SellerFlag } from './seller-flag.ts'
import type { TraceState } from './shipment-trace.ts'
import type { ShownStatus } from './shown-status.ts'
import type { TrackingLinkDeed } from './tracking-links.ts'

export interface OrderRow {
  readonly id: string
  readonly platform: PlatformId
  readonly shopId: string
  readonly shopName: string
  readonly nativeNumber: string
  readonly state: OrderState
  readonly shown: ShownStatus
  readonly holds: readonly HoldReason[]
  readonly sellerFlag: SellerFlag | null
  /** What the channel calls the flag beyond its colour. */
  readonly sellerFlagLabel: string | null
  readonly amountFen: number
  readonly currency: string
  readonly receiverMask: string | null
  readonly province: string | null
  readonly lineSummary: string
  readonly itemCount: number
  readonly warehouseName: string | null
  readonly orderedAt: Instant
  readonly paidAt: Instant | null
  readonly shipBy: Instant | null
  readonly updatedAt: Instant
}

export interface OrderPage {
  readonly rows: readonly OrderRow[]
  /** Pass back as `cursor` for the next page; null: this was the last. */
  readonly next: string | null
  /** The live position this page is true for; pass to `orders.live` as `after`. */
  readonly position: number
  readonly asOf: Instant
  /** No order bears what was searched; these bear it as a part of a number or of the buyer's nickname. */
  readonly isByPart?: true
}

export interface OrderDetail extends OrderRow {
  readonly seq: number
  readonly holdDetails: readonly HoldView[]
  readonly nativeStatus: string
  /** The channel's own words for that status, where its vocabulary is known. */
  readonly nativeStatusLabel: string | null
  readonly signed: boolean
  readonly shippedAt: Instant | null
  /** Until then nothing and nobody moves the order axis back. */
  readonly lockedUntil: Instant | null
  readonly warehouse: WarehouseAssignmentView | null
  readonly buyerNick: string | null
  readonly buyerMemo: string | null
  readonly sellerMemo: string | null
  /** When the buyer's personal data was erased; null: it was not. */
  readonly erasedAt: Instant | null
  readonly receiver: ReceiverView | null
  /** Every receiver so far, newest first. */
  readonly receiverVersions: readonly ReceiverVersionView[]
  readonly lines: readonly OrderLineView[]
  readonly parcels: readonly ParcelView[]
  readonly afterSales: readonly AfterSaleView[]
  readonly deadlines: readonly DeadlineView[]
  readonly links: readonly OrderLinkView[]
}

/** Which warehouse ships the order, and why. */
export interface WarehouseAssignmentView {
  readonly id: string
  /** Name of the rule, or a person's words. */
  readonly reason: string
  /** Who chose it; null: a rule. */
  readonly byName: string | null
}

/** One hold, and who placed it; `note` in their words. */
export interface HoldView {
  readonly reason: HoldReason
  readonly by: HoldPlacer
  readonly byName: string | null
  readonly placedAt: Instant | null
  readonly note: string | null
  /** When it lifts by itself. */
  readonly until: Instant | null
}

/** Masked, by the channel or here. */
export interface ReceiverView {
  readonly name: string
  readonly phone: string
  readonly province: string
  readonly city: string
  readonly district: string
  readonly address: string
  readonly version: number
}

/** One receiver that the order has had, and who told it. */
export interface ReceiverVersionView {
  readonly version: number
  /** Null once its key was destroyed. */
  readonly receiver: ReceiverView | null
  readonly recordedAt: Instant
  readonly actor: ActorKind | null
  readonly actorName: string | null
  /** The order's event that brought it, and the kept message behind that, for `events.get`. */
  readonly seq: number | null
  readonly eventId: string | null
}

export interface OrderLineView {
  readonly lineNumber: string
  readonly sku: string | null
  readonly title: string
  readonly quantity: number
  readonly priceFen: number
}

export interface ParcelView {
  readonly id: string
  readonly carrier: string
  readonly waybill: string
  readonly trace: TraceState
  readonly traceAt: Instant | null
  readonly traceText: string | null
  /** Its waybill is older than the present receiver: the label bears an address that no longer holds. */
  readonly isLabelOutdated: boolean
  readonly lineNumbers: readonly string[]
  /** Other orders that travel in it, at most 20. */
  readonly sharedWith: readonly string[]
}

export interface AfterSaleView {
  readonly nativeNumber: string
  readonly kind: AfterSaleKind
  readonly state: AfterSaleState
  readonly nativeStatus: string
  readonly nativeStatusLabel: string | null
  readonly amountFen: number
  readonly respondBy: Instant | null
  /** The parcel in which the buyer sends the goods back, once the channel told it. */
  readonly returnCarrier: string | null
  readonly returnWaybill: string | null
  /** What the warehouse takes the goods in by; null: none are awaited. */
  readonly workOrder: string | null
}

export interface DeadlineView {
  readonly kind: DeadlineKind
  /** Of the parcel it is about; null: of the whole order. */
  readonly waybill: string | null
  readonly dueAt: Instant
  readonly state: 'armed' | 'fired' | 'cancelled'
}

/** One outside system that knows this order, with its own number and word. */
export interface OrderLinkView {
  readonly system: string
  /** Null: an ERP, which speaks in our states. */
  readonly platform: PlatformId | null
  /** Null: it told none. */
  readonly nativeNumber: string | null
  readonly reportedStatus: string | null
  readonly reportedStatusLabel: string | null
  readonly reportedAt: Instant | null
  /** What Baton last told it, and it took; null: nothing yet. */
  readonly toldStatus: OrderState | null
  readonly toldAt: Instant | null
}

/** One attempt to write, applied or refused. */
export interface TimelineEntry {
  readonly id: string
  readonly verdict: Verdict
  /** Set for applied entries only. */
  readonly seq: number | null
  readonly actor: ActorKind
  readonly actorName: string
  readonly address: string | null
  readonly source: string | null
  readonly topic: string | null
  /** Its published name, where it is only a number. */
  readonly topicName: string | null
  /** What the source claimed, in its own word, and how its vocabulary explains that word. */
  readonly nativeStatus: string | null
  readonly nativeStatusLabel: string | null
  readonly before: TimelineState | null
  readonly after: TimelineState | null
  /** States skipped and recorded as implied. */
  readonly implied: readonly OrderState[]
  /** Machine-readable why; labels in the interface. */
  readonly reason: Reason | null
  readonly changes: readonly Change[]
  /** Why, in the words of whoever acted. */
  readonly note: string | null
  /** Why the order is late, as the floor told. */
  readonly delay: DelayReason | null
  /** The item or the waybill that was in the hand at a scan, or was taken off. */
  readonly item: string | null
  /** Set where a person handled an interception. */
  readonly interception: InterceptionDeed | null
  /** Set where a person made or took back a link to the buyer's page. */
  readonly link: TrackingLinkDeed | null
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  /** The kept message behind it, for `events.get`. */
  readonly eventId: string | null
}

export interface TimelineState {
  readonly state: OrderState
  readonly shown: ShownStatus
  readonly holds: readonly HoldReason[]
}

/** What the live stream says after each batch of commits. */
export type LiveMessage =
  | { readonly kind: 'changed'; readonly position: number; readonly orderIds: readonly string[] }
  /** More changed than the buffer holds, or the position is too old: read the page again. */
  | { readonly kind: 'resync'; readonly position: number }
  /** An alert has reached whom it concerns, or somebody took or ended one: read them again. */
  | { readonly kind: 'alerts'; readonly position: number }
