import type { EventState, Verdict } from './audit.ts'
import type { Instant } from './instant.ts'
import type { Standard } from './mapping.ts'
import type { PlatformId } from './platforms.ts'
import type { StatusAxis } from './standard-status.ts'

export interface ChannelView {
  readonly id: string
  readonly platform: PlatformId
  readonly name: string
  readonly arrival: 'http' | 'socket'
  readonly enabled: boolean
  readonly savedAt: Instant
  /** While set, what it sends is kept and takes no effect. */
  readonly pausedAt: Instant | null
  /** Messages that wait for the end of the pause. */
  readonly kept: number
  /** Calls a minute that tell it of shipments: the platform's figure, and what ops set instead. */
  readonly writeBack: {
    readonly perMinute: number
    readonly isPublished: boolean
    readonly setPerMinute: number | null
  }
  /** The fields of the app that have a value. */
  readonly fieldsSet: readonly string[]
  /** Addresses of its own, where it does not use the platform's. */
  readonly endpoints: Readonly<Record<string, string>>
  /** HTTP channels: what to enter at the platform as the push address. */
  readonly pushPath: string | null
  readonly connection: ChannelConnection
  readonly lastEventAt: Instant | null
  /** Keeping to applying, worst of the last hour, in milliseconds; what still waits for its turn counts until now. */
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
  /** Why the platform does not send the shop's messages, in its own words; null where it does, or need not be asked to. */
  readonly permitError: string | null
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
  /** Whether the app of a shop's owner gets its tokens by the shop's number alone. */
  readonly issuesTokens: boolean
  /** Where its authorise page sends the browser back to, to enter in its console; null where it has no such page. */
  readonly redirectUri: string | null
}

export interface CredentialFieldView {
  readonly key: string
  readonly label: { readonly zh: string; readonly en: string }
  readonly secret: boolean
  readonly required: boolean
  /** The merchant makes it up: so many letters and digits after the prefix do. */
  readonly madeUp?: { readonly prefix: string; readonly letters: number }
}

export interface EventRow {
  readonly id: string
  readonly appId: string
  readonly appName: string
  readonly platform: PlatformId
  readonly topic: string
  /** As the platform publishes it, where the topic itself is a number. */
  readonly topicName: string | null
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
  /** When it was emptied, because its order's buyer was erased; null: it was not. */
  readonly erasedAt: Instant | null
  /** Bytes that it had then. */
  readonly bodyLength: number | null
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
  /** The word's version in the map; 0: it is not there. */
  readonly version: number
}

export interface StatusMapView {
  readonly platform: PlatformId
  readonly axis: StatusAxis
  readonly native: string
  readonly label: string
  readonly standard: Standard | null
  readonly version: number
  readonly author: string
  readonly createdAt: Instant
}
