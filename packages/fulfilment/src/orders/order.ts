import type { HoldReason } from '@baton/contract'

/** One reason an order must not move, and who placed it. */
export interface Hold {
  readonly reason: HoldReason
  readonly by: 'channel' | 'person' | 'rule'
  readonly note: string | null
  readonly until: string | null
}
