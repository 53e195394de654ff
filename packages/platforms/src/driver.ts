import type {
  AfterSaleKind,
  AfterSaleState,
  HoldReason,
  Label,
  PlatformId,
  SellerFlag,
  StandardStatus,
  StatusAxis,
  TraceState,
} from '@baton/contract'
import type { ReportSystem } from './report-driver.ts'
import type { CancelCall, CarrierCodes, CarrierEntry, ShipCall, ShipPayment } from './ship.ts'

/**
 * One outside order channel as Baton sees it. Pure: no database, no network, no clock of its own.
 * The server verifies pushes with it, the worker reads kept messages and builds calls with it.
 * The sandbox uses the other half of the same folder (`gateway.ts`, `push.ts`), never this type.
 */
export interface ChannelDriver {
  readonly platform: PlatformId
  /** How events arrive: pushed to us over HTTP, or over a socket that we open. */
  readonly arrival: 'http' | 'socket'
  /** What ops must enter for one app, and for each of its shops, in this order. */
  readonly appFields: readonly CredentialField[]
  readonly shopFields: readonly CredentialField[]
  /** Published production addresses; an app may override them. Keys: `gateway`, `messages`, `authorise`. */
  readonly endpoints: Readonly<Record<string, string>>
  /** Every status of the published vocabulary with its default meaning. */
  readonly vocabulary: readonly VocabularyEntry[]
  /** Published names of topics that are numbers on the wire. */
  readonly topicNames?: Readonly<Record<string, string>>
  /** HTTP channels only: verifies one request and splits it into messages, byte for byte. */
  receive?(push: HttpPush, access: AppAccess, now: Date): PushOutcome
  /** What one kept message says. Throws `UnreadableMessage` when its bytes make no sense. */
  read(message: KeptMessage): Reading
  /** What this channel calls our standard carriers, as far as it is published; `listCarriers` tells the rest. */
  readonly carriers: CarrierCodes
  /** Calls this channel answers; absent where the channel has no such call. */
  readonly calls: ChannelCalls
  /** How an app gets a shop's first tokens; absent where ops enter them or there are none. */
  readonly authorisation?: ShopAuthorisation
  /** A second system that hears of shipments, where the orders were paid there; reached with fields of this channel's app. */
  readonly report?: LinkedReport
}

export interface LinkedReport {
  readonly system: ReportSystem
  readonly label: Label
  readonly ship: ShipCall
}

export interface CredentialField {
  readonly key: string
  readonly label: { readonly zh: string; readonly en: string }
  readonly secret: boolean
  readonly required: boolean
  /** Of a secret: which of the endpoints it is sent to, or signs for; without it, each of them; none where it only proves what comes in. */
  readonly sentTo?: readonly string[]
  /** Says where calls go: once it changes, the secrets beside it are asked for again. */
  readonly isAddress?: true
  /** What a value must look like, as the source of a regular expression; without it, any text does. */
  readonly pattern?: string
  /** No platform hands it out: the merchant makes it up and enters it on both sides. So many letters and digits after the prefix do. */
  readonly madeUp?: { readonly prefix: string; readonly letters: number }
}

export interface VocabularyEntry {
  readonly axis: StatusAxis
  /** Exactly as on the wire, numbers in decimal. */
  readonly native: string
  /** The platform's own words for it. */
  readonly label: string
  /** Default meaning; null where the published word must not be guessed (kept as unmapped). */
  readonly meaning: StandardStatus | TraceState | AfterSaleState | null
}

/** Fields of one app and, where a call speaks for a shop, of that shop; secrets already decrypted. */
export interface AppAccess {
  readonly app: Readonly<Record<string, string>>
  readonly endpoints: Readonly<Record<string, string>>
}
export interface ShopAccess extends AppAccess {
  readonly shop: Readonly<Record<string, string>>
}

export interface HttpPush {
  readonly method: string
  /** Path and query as received. */
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** The platform's exact expected answer. */
export interface HttpAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

export type PushOutcome =
  /** Messages to keep; `answer` goes out only after they are committed. An empty list is a probe or a console test. */
  | { readonly kind: 'messages'; readonly messages: readonly PushedMessage[]; readonly answer: HttpAnswer }
  /** Nothing is kept but the refusal. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly answer: HttpAnswer }

export type RefusalReason =
  | 'signature_missing'
  | 'signature_wrong'
  | 'timestamp_outside_window'
  | 'receiver_wrong'
  | 'malformed'

/** One message as it arrived, not yet understood. */
export interface PushedMessage {
  /** The platform's own id of the message, or a hash of its bytes where it has none. Unique per app. */
  readonly key: string
  readonly topic: string
  /** The platform's number of the order this concerns; null when the envelope does not say. */
  readonly orderNumber: string | null
  /** The platform's number of the shop; null when the envelope does not say. */
  readonly shopNumber: string | null
  /** The exact bytes of this one message (for encrypted pushes: decrypted). */
  readonly body: Uint8Array
}

export interface KeptMessage {
  readonly topic: string
  readonly orderNumber: string | null
  readonly body: Uint8Array
}

/** What a message says. Most channels only hint, so the order is fetched; some carry the fact itself. */
export type Reading =
  | { readonly kind: 'order_hint'; readonly orderNumber: string; readonly occurredAt: Date | null }
  | {
      readonly kind: 'after_sale_hint'
      readonly orderNumber: string
      readonly afterSaleNumber: string
      readonly occurredAt: Date | null
    }
  | { readonly kind: 'order'; readonly order: OrderSnapshot; readonly occurredAt: Date | null }
  | { readonly kind: 'trace'; readonly trace: TraceFact }
  /** Understood, and of no consequence for an order (console test, chat message). */
  | { readonly kind: 'nothing'; readonly why: string }

export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage'
}

export interface TraceFact {
  /** Null when the carrier speaks of the waybill alone. */
  readonly orderNumber: string | null
  readonly carrier: string
  readonly waybill: string
  readonly nativeStatus: string
  readonly occurredAt: Date
  readonly text: string
}

/** One order as its channel tells it at one moment. Money in integer fen. */
export interface OrderSnapshot {
  readonly orderNumber: string
  readonly shopNumber: string | null
  /** A word of the order axis of the vocabulary. */
  readonly nativeStatus: string
  /** The channel's own version of the order, growing: its modified time in Unix milliseconds. */
  readonly version: number
  readonly createdAt: Date
  readonly paidAt: Date | null
  /** Set when the channel says that goods left, also on a closed order. */
  readonly shippedAt: Date | null
  /** The channel's legal limit to ship; null: the platform did not say. */
  readonly shipBy: Date | null
  readonly amountFen: number
  readonly currency: string
  readonly buyer: { readonly id: string | null; readonly nick: string | null }
  readonly receiver: ReceiverSnapshot | null
  readonly lines: readonly OrderLineSnapshot[]
  readonly parcels: readonly ParcelSnapshot[]
  /** Holds the snapshot itself carries (risk control, freeze), beside what its status means. */
  readonly holds: readonly HoldReason[]
  /** After-sales as far as the order snapshot tells them. */
  readonly afterSales: readonly AfterSaleSnapshot[]
  readonly buyerMemo: string | null
  readonly sellerMemo: string | null
  readonly sellerFlag: SellerFlag | null
  /** What the channel calls the flag beyond its colour; of a grade that is none of our colours, the grade. */
  readonly sellerFlagLabel: string | null
  /** Only where somebody beside the channel must hear of the shipment to free the money. */
  readonly payment?: ShipPayment
}

/** As the channel gives it: masked, or the platform's ciphertext. Never decrypted for storage. */
export interface ReceiverSnapshot {
  readonly name: string
  readonly phone: string
  readonly province: string
  readonly city: string
  readonly district: string
  readonly address: string
  /** The platform's own handle (OAID, ciphertext, hash code) for labels and merged parcels; null where it has none. */
  readonly handle: string | null
}

export interface OrderLineSnapshot {
  readonly lineNumber: string
  readonly itemNumber: string
  /** The merchant's own code, when the channel knows it. */
  readonly sku: string | null
  readonly title: string
  readonly quantity: number
  readonly priceFen: number
}

export interface ParcelSnapshot {
  readonly carrier: string
  readonly waybill: string
  /** Line numbers in it; empty means the whole order. */
  readonly lineNumbers: readonly string[]
}

export interface AfterSaleSnapshot {
  readonly afterSaleNumber: string
  readonly orderNumber: string
  readonly kind: AfterSaleKind
  readonly nativeStatus: string
  readonly version: number
  readonly amountFen: number
  /** True when it gives back the whole order. */
  readonly wholeOrder: boolean
  readonly respondBy: Date | null
  /** The parcel in which the buyer sends the goods back, once they told its waybill. */
  readonly returnParcel?: ReturnParcel
}

/** In the platform's own words. */
export interface ReturnParcel {
  readonly carrier: string
  readonly waybill: string
}

export interface PlatformRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface PlatformReply {
  readonly status: number
  readonly body: Uint8Array
  /** Lower-case names; left out by callers that have none. Read for `retry-after` alone. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A failed call, with what a caller may do about it. */
export interface PlatformFault {
  readonly code: string
  readonly message: string
  /**
   * `token`: refresh the access token once and repeat. `absent`: the platform does not know the thing asked for.
   * `check`: a write was refused, perhaps because it was made before; read the order and decide from what it says.
   */
  readonly action: 'never' | 'later' | 'token' | 'absent' | 'check'
  /** Set on `later` when we called too often, not when the platform is broken. */
  readonly limited?: true
  /** How long the platform asks us to wait, in milliseconds; left out where it does not say. */
  readonly retryAfterMs?: number
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: PlatformFault }

export interface ChannelCalls {
  readonly readOrder?: Call<{ orderNumber: string }, OrderSnapshot>
  readonly readAfterSale?: Call<{ afterSaleNumber: string; orderNumber: string }, AfterSaleSnapshot>
  /** Orders changed in a window, one page at a time; `cursor` null asks for the first page. */
  readonly listChanged?: Call<{ from: Date; to: Date; cursor: string | null }, ChangedPage> & {
    readonly maxWindowMs: number
    readonly lagMs: number
  }
  /** The carriers this channel takes, with its own codes. */
  readonly listCarriers?: Call<Record<string, never>, readonly CarrierEntry[]>
  /** Tells the channel that parcels left. */
  readonly ship?: ShipCall
  /** Tells the channel that an order is off. */
  readonly cancel?: CancelCall
  /** Where the access token is fetched by app credentials (WeChat) or refreshed (OAuth platforms). */
  readonly refreshToken?: Call<Record<string, never>, IssuedToken>
  /** Where the app of a shop's owner gets the first tokens by the shop's number alone. */
  readonly issueToken?: Call<{ shopNumber: string }, AuthorisedShop>
  /** Where the platform sends a shop's messages only once the app has asked for them with that shop's token; may be repeated. */
  readonly permitMessages?: Call<Record<string, never>, 'permitted'>
}

export interface Call<Input, Output> {
  request(access: ShopAccess, input: Input, now: Date): PlatformRequest
  /** The same input again (pages are counted from it), and when the reply came (some platforms tell remaining seconds). */
  answer(reply: PlatformReply, input: Input, now: Date): Answer<Output>
}

export interface ChangedPage {
  readonly orders: readonly { readonly orderNumber: string; readonly version: number | null }[]
  readonly next: string | null
}

export interface IssuedToken {
  readonly accessToken: string
  readonly refreshToken: string | null
  readonly expiresInSeconds: number
}

export interface ShopAuthorisation {
  /** The platform's page where the owner of a shop agrees; it sends the browser back with a code and the same `state`. */
  pageUrl(access: AppAccess, visit: { readonly redirectUri: string; readonly state: string }): string
  /** Tokens for the code that came back. The app speaks for itself: no shop is known yet. */
  readonly exchange: Call<{ code: string }, AuthorisedShop>
}

export interface AuthorisedShop extends IssuedToken {
  /** Whose tokens they are. */
  readonly shopNumber: string
  readonly shopName: string | null
}
