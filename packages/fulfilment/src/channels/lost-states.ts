import {
  isStandardOf,
  type PlatformId,
  type ReachableState,
  STATUS_MEANING,
  type StandardStatus,
  type StatusAxis,
  type StatusMeaning,
} from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import type { MeantWord } from './status-maps.ts'

/**
 * The states that the platform's published words reach and that no word would reach any more: an order that can never be
 * shipped, a parcel that can never arrive, an after-sale that can never end. Those lost before are no fault of this change.
 */
export function lostStates(
  platform: PlatformId,
  before: readonly MeantWord[],
  after: readonly MeantWord[],
): readonly ReachableState[] {
  const published = DRIVERS[platform].vocabulary.map(({ axis, native, meaning }) => ({
    platform,
    axis,
    native,
    standard: meaning,
  }))
  const had = reached(before.filter((word) => word.platform === platform))
  const keeps = reached(after.filter((word) => word.platform === platform))
  return [...reached(published)].filter((key) => had.has(key) && !keeps.has(key)).map(stateOf)
}

type Key = `${StatusAxis}:${ReachableState}`

function stateOf(key: Key): ReachableState {
  return key.slice(key.indexOf(':') + 1) as ReachableState
}

function reached(words: readonly MeantWord[]): ReadonlySet<Key> {
  return new Set(words.flatMap(({ axis, standard }) => (isStandardOf(axis, standard) ? keysOf(axis, standard) : [])))
}

const TRACE_MARKS: readonly string[] = ['signed', 'returned']
const AFTER_SALE_MARKS: readonly string[] = ['closed', 'refunded']

function keysOf(axis: StatusAxis, standard: string | null): readonly Key[] {
  if (standard === null) return []
  switch (axis) {
    case 'order': {
      const meaning: StatusMeaning = STATUS_MEANING[standard as StandardStatus]
      return [
        `order:${meaning.state}`,
        ...(meaning.signed ? (['order:signed'] as const) : []),
        ...(meaning.afterSale ? (['order:refunded'] as const) : []),
      ]
    }
    case 'trace':
      return TRACE_MARKS.includes(standard) ? [`trace:${standard as 'signed'}`] : []
    case 'after_sale':
      return AFTER_SALE_MARKS.includes(standard) ? [`after_sale:${standard as 'closed'}`] : []
  }
}
