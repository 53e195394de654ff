import type { ChannelConnection, ChannelCounts } from '@baton/contract'
import type { Tone } from '#ui/badge.tsx'

export const CONNECTION_TONE = {
  listening: 'green',
  connected: 'green',
  disconnected: 'red',
  disabled: 'neutral',
} as const satisfies Record<ChannelConnection['state'], Tone>

export const COUNT_KEYS = [
  'kept',
  'applied',
  'duplicate',
  'pending',
  'waiting',
  'unmapped',
  'unparsed',
  'failed',
  'refused',
] as const satisfies readonly (keyof ChannelCounts)[]
export type CountKey = (typeof COUNT_KEYS)[number]

/** What a count greater than zero means for somebody who looks after the channel. */
export const COUNT_TONE = {
  kept: null,
  applied: null,
  duplicate: null,
  pending: null,
  waiting: 'amber',
  unmapped: 'amber',
  unparsed: 'red',
  failed: 'red',
  refused: 'red',
} as const satisfies Record<CountKey, Tone | null>

const STATE_OF_COUNT = {
  kept: null,
  applied: 'done',
  duplicate: 'done',
  pending: 'pending',
  waiting: 'waiting',
  unmapped: 'unmapped',
  unparsed: 'unparsed',
  failed: 'failed',
} as const satisfies Record<Exclude<CountKey, 'refused'>, string | null>

/** The events behind a count; refused pushes were never kept, so they have a list of their own. */
export function eventsHref(appId: string, key: Exclude<CountKey, 'refused'>): string {
  const state = STATE_OF_COUNT[key]
  return `/admin/events/?app=${appId}${state === null ? '' : `&state=${state}`}`
}
