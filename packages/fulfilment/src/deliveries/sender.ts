import type { AttemptResult, DeliveryKind } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import type { Payloads } from './payloads.ts'

/** An outgoing call as its sender gets it. `payload` is what whoever enqueued it wrote. */
export interface Delivery<Payload = unknown> {
  readonly id: number
  readonly kind: DeliveryKind
  readonly route: string
  /** Goes to the other side as its idempotency key where it takes one. */
  readonly key: string
  readonly orderId: string | null
  readonly payload: Payload
  /** How often it was tried before this time. */
  readonly tries: number
  readonly createdAt: Date
  /** Null while it never failed. */
  readonly firstFailedAt: Date | null
  /** The one call that asks a route whose breaker was open whether it is back. */
  readonly isProbe: boolean
}

/** What one attempt came to. `request` and `answer` are shown to people; secrets and phone numbers are taken out on the way. */
export interface SendResult {
  readonly result: AttemptResult
  readonly code: string
  readonly request: string
  readonly answer: string
  /** What the other side calls what it took, where more is asked about it later. */
  readonly reference?: string
  /** The other side asked for patience: the whole route waits. */
  readonly retryAfterMs?: number
  /** What it says of the other side; `unknown` where it was not asked. Default: `failing` for `later`, otherwise `well`. */
  readonly otherSide?: 'well' | 'failing' | 'unknown'
}

/** How one kind of call is made. */
export interface Sender<Payload = unknown> {
  send(ctx: Context, delivery: Delivery<Payload>): Promise<SendResult>
  /** In the transaction that records the attempt, after each; for what must change with it. */
  settled?(
    ctx: Context,
    tx: Tx,
    delivery: Delivery<Payload>,
    result: SendResult & { readonly dead: boolean },
  ): Promise<void>
  /** When it is tried again after so many earlier tries; null: given up. Without it: 1 s doubling to 15 min, for a day. */
  delayMs?(tries: number): number | null
  /** How many at a time in one process, and how many a minute by all processes together, on this route. */
  limits(route: string): RouteLimits
}

export interface RouteLimits {
  readonly atOnce: number
  readonly perMinute: number
}

/** Every kind has exactly one sender for what it carries; a missing one does not compile. */
export type Senders = { readonly [Kind in DeliveryKind]: Sender<Payloads[Kind]> }
