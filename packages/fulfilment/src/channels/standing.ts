import type { EventState, Verdict } from '@baton/contract'
import type { Standing } from './apply.ts'
import { storableText } from './storable.ts'
import type { PendingEvent } from './take-up.ts'

/** Explanations quote what came from outside; a garbled answer must not spoil the record of it. */
const LONGEST_ERROR = 500

/** The standing of an event after this try, with everything unsaid empty. */
export function standing(
  event: PendingEvent,
  told: {
    state: EventState
    verdict?: Verdict | null
    orderId?: string | null
    error?: string | null
    unmapped?: string | null
    nextTryAt?: Date | null
  },
): Standing {
  return {
    id: event.id,
    state: told.state,
    verdict: told.verdict ?? null,
    orderId: told.orderId ?? null,
    error: told.error ? storableText(told.error, LONGEST_ERROR) : null,
    unmapped: told.unmapped ?? null,
    tries: event.tries + 1,
    nextTryAt: told.nextTryAt ?? null,
  }
}

const FIRST_RETRY_MS = 2000
const LONGEST_RETRY_MS = 15 * 60_000
const MOST_TRIES = 40
/** No try is due by itself. */
export const BY_HAND = new Date('9999-12-31T00:00:00Z')

/** When a failed event is tried again: 2 s doubling to 15 min, for about eight hours; then only by hand. */
export function nextTry(tries: number, now: Date): Date {
  if (tries >= MOST_TRIES) return BY_HAND
  return new Date(now.getTime() + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(tries, 20)))
}
