import {
  ORDER_STATE_RANK,
  ORDER_STATES,
  type OrderState,
  type PlatformId,
  STATUS_MEANING,
  type StandardStatus,
  StandardStatus as StandardStatusSchema,
  type StatusMeaning,
} from '@baton/contract'
import type { MappedWord } from '../channels/index.ts'

/** A channel's order word with what it claims, as one row for SQL. */
export interface WordTelling {
  readonly platform: PlatformId
  readonly native: string
  readonly standard: StandardStatus
  readonly state: OrderState
  readonly signed: boolean
  readonly refunded: boolean
}

/** How a channel tells that an order is in this state, its vocabulary being what it is. */
export interface StateTelling {
  readonly platform: PlatformId
  readonly state: OrderState
  readonly told: OrderState
}

/** What each channel's order words claim. Words without a meaning claim nothing and are not compared. */
export function wordTellings(words: readonly MappedWord[]): readonly WordTelling[] {
  return words.flatMap(({ platform, axis, native, standard }) => {
    const known = StandardStatusSchema.safeParse(standard)
    if (axis !== 'order' || !known.success) return []
    const meaning: StatusMeaning = STATUS_MEANING[known.data]
    return [
      {
        platform,
        native,
        standard: known.data,
        state: meaning.state,
        signed: meaning.signed ?? false,
        refunded: meaning.afterSale === 'refunded',
      },
    ]
  })
}

/**
 * A channel that has no word for packing cannot disagree about it: each state is told by the furthest one before it that
 * the channel has a word for, and a cancellation only by a cancellation.
 */
export function stateTellings(words: readonly WordTelling[]): readonly StateTelling[] {
  const platforms = [...new Set(words.map((word) => word.platform))]
  return platforms.flatMap((platform) => {
    const sayable = new Set(words.filter((word) => word.platform === platform).map((word) => word.state))
    return ORDER_STATES.map((state) => ({ platform, state, told: tellingOf(state, sayable) }))
  })
}

function tellingOf(state: OrderState, sayable: ReadonlySet<OrderState>): OrderState {
  if (sayable.has(state) || state === 'cancelled') return state
  const before = ORDER_STATES.filter(
    (one) => one !== 'cancelled' && sayable.has(one) && ORDER_STATE_RANK[one] < ORDER_STATE_RANK[state],
  )
  return before.at(-1) ?? state
}

/** Whether an order agrees with a word; the same rule as in `regradeOrders`. */
export function agreesWith(
  word: WordTelling,
  order: { state: OrderState; signed: boolean; refunded: boolean },
  tellings: readonly StateTelling[],
): boolean {
  if (word.refunded) return order.refunded
  const told = tellings.find((one) => one.platform === word.platform && one.state === order.state)?.told ?? order.state
  return told === word.state && (!word.signed || order.signed)
}
