import type { TraceState } from '@baton/contract'
import type { Tone } from '#ui/badge.tsx'

export const TRACE_TONE = {
  created: 'neutral',
  picked_up: 'blue',
  in_transit: 'blue',
  dest_city: 'blue',
  out_for_delivery: 'teal',
  pickup_point: 'teal',
  exception: 'red',
  customs: 'cyan',
  signed: 'green',
  returning: 'orange',
  returned: 'neutral',
} as const satisfies Record<TraceState, Tone>
