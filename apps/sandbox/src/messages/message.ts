import type { HttpPush } from '@baton/platforms'
import type { PmcEvent } from '@baton/platforms/pinduoduo'
import type { TmcEvent } from '@baton/platforms/taobao'
import type { WorldChannel } from '../world.ts'

/**
 * What a channel sends: a frame on its socket, or a signed request. Built anew for each attempt from the order as it was
 * at the change, so that a message that waits is small.
 */
export type Wire =
  | { readonly kind: 'tmc'; event(): TmcEvent }
  | { readonly kind: 'pmc'; event(): PmcEvent }
  | { readonly kind: 'http'; push(sentAt: Date): HttpPush }

/** A message as a platform's rules make it, before it is kept. */
export interface Draft {
  /** The platform's own id of it; the same on every attempt. */
  readonly id: string
  readonly topic: string
  readonly wire: Wire
}

const FATES = ['waiting', 'sent', 'acked', 'given_up'] as const
export type Fate = (typeof FATES)[number]

/** One message and what became of it. */
export interface Message extends Draft {
  readonly channel: WorldChannel
  readonly orderNumber: string | null
  /** Why it exists: the order's own change, or an injection. */
  readonly cause: string
  /** Forged or repeated bytes are sent once and never retried. */
  readonly once: boolean
  readonly madeAt: number
  /** Wall-clock instants of every attempt. */
  readonly sentAt: number[]
  fate: Fate
  /** The last answer, shortened; null before any. */
  answer: string | null
}
