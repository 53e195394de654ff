import type { AfterSaleKind, AfterSaleState } from './after-sale.ts'
import type { ActorKind, Change, EventState, Reason, Verdict } from './audit.ts'
import type { DeadlineKind } from './deadline.ts'
import type { HoldReason } from './hold.ts'
import type { OrderState } from './order-state.ts'
import type { PlatformId } from './platforms.ts'
import type { Right, Role } from './roles.ts'
import type { TraceState } from './shipment-trace.ts'
import type { ShownStatus } from './shown-status.ts'
import type { StandardStatus, StatusAxis } from './standard-status.ts'

/** Instants cross the wire as ISO 8601 in UTC; money as integer fen with its currency. */
export type Instant = string

export interface MeView {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly role: Role
  readonly rights: readonly Right[]
}

export interface OrderRow {
  readonly id: string
  readonly platform: PlatformId
  readonly shopId: string
  readonly shopName: string
  readonly nativeNumber: string
  readonly state: OrderState
  readonly shown: ShownStatus
  readonly holds: readonly HoldReason[]
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
}

export interface OrderDetail extends OrderRow {
  readonly seq: number
  readonly nativeStatus: string
  /** The channel's own words for that status, where its vocabulary is known. */
  readonly nativeStatusLabel: string | null
  readonly signed: boolean
  readonly shippedAt: Instant | null
  /** Until then nothing and nobody moves the order axis back. */
  readonly lockedUntil: Instant | null
  readonly warehouseReason: string | null
  readonly buyerNick: string | null
  readonly buyerMemo: string | null
  readonly sellerMemo: string | null
  readonly receiver: ReceiverView | null
  readonly lines: readonly OrderLineView[]
  readonly parcels: readonly ParcelView[]
  readonly afterSales: readonly AfterSaleView[]
  readonly deadlines: readonly DeadlineView[]
  readonly links: readonly OrderLinkView[]
}

/** As the channel gave it: masked. */
export interface ReceiverView {
  readonly name: string
  readonly phone: string
  readonly province: string
  readonly city: string
  readonly district: string
  readonly address: string
  readonly version: number
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
  readonly lineNumbers: readonly string[]
}

export interface AfterSaleView {
  readonly nativeNumber: string
  readonly kind: AfterSaleKind
  readonly state: AfterSaleState
  readonly nativeStatus: string
  readonly amountFen: number
  readonly respondBy: Instant | null
}

export interface DeadlineView {
  readonly kind: DeadlineKind
  readonly dueAt: Instant
  readonly state: 'armed' | 'fired' | 'cancelled'
}

/** One outside system that knows this order, with its own number and word. */
export interface OrderLinkView {
  readonly system: string
  readonly platform: PlatformId
  readonly nativeNumber: string
  readonly reportedStatus: string | null
  readonly reportedAt: Instant | null
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

export interface ChannelView {
  readonly id: string
  readonly platform: PlatformId
  readonly name: string
  readonly arrival: 'http' | 'socket'
  readonly enabled: boolean
  /** HTTP channels: what to enter at the platform as the push address. */
  readonly pushPath: string | null
  readonly connection: ChannelConnection
  readonly lastEventAt: Instant | null
  /** Keeping to applying, worst of the last hour, in milliseconds. */
  readonly lagMs: number | null
  /** Of the last 24 hours. */
  readonly counts: ChannelCounts
  readonly catchUp: readonly CatchUpView[]
  readonly shops: readonly { readonly id: string; readonly name: string }[]
}

export interface ChannelConnection {
  /** HTTP channels are `listening`; socket channels are `connected` while a worker holds the socket. */
  readonly state: 'listening' | 'connected' | 'disconnected' | 'disabled'
  readonly since: Instant | null
  readonly error: string | null
}

export interface ChannelCounts {
  readonly kept: number
  readonly applied: number
  readonly duplicate: number
  /** Bad signature, outside the window, malformed: nothing kept but the refusal. */
  readonly refused: number
  readonly pending: number
  readonly waiting: number
  readonly unmapped: number
  readonly unparsed: number
  readonly failed: number
}

export interface CatchUpView {
  readonly shopId: string
  readonly shopName: string
  readonly lastRunAt: Instant | null
  readonly upTo: Instant | null
  /** Changes the channel never pushed, found in the last 24 hours. */
  readonly missed: number
  readonly error: string | null
}

export interface RefusalView {
  readonly reason: string
  readonly address: string
  readonly count: number
  readonly firstAt: Instant
  readonly lastAt: Instant
}

export interface DriverView {
  readonly platform: PlatformId
  readonly arrival: 'http' | 'socket'
  readonly appFields: readonly CredentialFieldView[]
  readonly shopFields: readonly CredentialFieldView[]
  readonly endpoints: Readonly<Record<string, string>>
}

export interface CredentialFieldView {
  readonly key: string
  readonly label: { readonly zh: string; readonly en: string }
  readonly secret: boolean
  readonly required: boolean
}

export interface EventRow {
  readonly id: string
  readonly appId: string
  readonly appName: string
  readonly platform: PlatformId
  readonly topic: string
  readonly state: EventState
  readonly verdict: Verdict | null
  readonly orderNumber: string | null
  readonly orderId: string | null
  readonly error: string | null
  readonly repeats: number
  readonly receivedAt: Instant
  readonly appliedAt: Instant | null
}

export interface EventPage {
  readonly rows: readonly EventRow[]
  readonly next: string | null
}

export interface EventDetail extends EventRow {
  readonly key: string
  readonly address: string | null
  /** The kept bytes as text when they are UTF-8, otherwise base64. */
  readonly body: string
  readonly bodyEncoding: 'utf8' | 'base64'
  readonly tries: number
  readonly nextTryAt: Instant | null
}

export interface UnmappedStatusView {
  readonly platform: PlatformId
  readonly axis: StatusAxis
  readonly native: string
  readonly label: string | null
  readonly count: number
  readonly lastAt: Instant
}

export interface StatusMapView {
  readonly platform: PlatformId
  readonly axis: StatusAxis
  readonly native: string
  readonly label: string
  readonly standard: StandardStatus | TraceState | AfterSaleState | null
  readonly version: number
  readonly author: string
  readonly createdAt: Instant
}

export interface MerchantView {
  readonly prefix: string
  readonly timeZone: string
}

export interface ShopView {
  readonly id: string
  readonly appId: string
  readonly appName: string
  readonly platform: PlatformId
  readonly name: string
  readonly nativeNumber: string
  readonly enabled: boolean
  readonly credentialsSet: readonly string[]
  readonly tokenExpiresAt: Instant | null
  readonly address: string | null
}

export interface WarehouseView {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly province: string
  readonly city: string
  readonly address: string
  readonly timeZone: string
  readonly enabled: boolean
}

export interface ProductView {
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly barcode: string | null
  readonly exempt: boolean
}

export interface ProductPage {
  readonly rows: readonly ProductView[]
  readonly next: string | null
  readonly categories: readonly string[]
}

export interface AssignmentRuleView {
  readonly id: string
  readonly position: number
  readonly name: string
  readonly provinces: readonly string[]
  readonly platforms: readonly PlatformId[]
  readonly categories: readonly string[]
  readonly skus: readonly string[]
  readonly warehouseId: string
  readonly warehouseName: string
  readonly enabled: boolean
}

export interface CsvImportResult {
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly errors: readonly {
    readonly line: number
    readonly column: string | null
    readonly message: { readonly zh: string; readonly en: string }
  }[]
  readonly applied: boolean
}

export interface StaffView {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly enabled: boolean
  readonly lastSignInAt: Instant | null
}

/** What the live stream says after each batch of commits. */
export type LiveMessage =
  | { readonly kind: 'changed'; readonly position: number; readonly orderIds: readonly string[] }
  /** More changed than the buffer holds, or the position is too old: read the page again. */
  | { readonly kind: 'resync'; readonly position: number }
