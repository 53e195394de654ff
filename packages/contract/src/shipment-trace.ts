import { z } from 'zod'
import type { Label } from './platforms.ts'

/** The shipment axis: where one parcel is, by its carrier's traces. */
export const TRACE_STATES = [
  'created',
  'picked_up',
  'in_transit',
  'dest_city',
  'out_for_delivery',
  'pickup_point',
  'exception',
  'customs',
  'signed',
  'returning',
  'returned',
] as const
export const TraceState = z.enum(TRACE_STATES)
export type TraceState = z.infer<typeof TraceState>

export const TRACE_STATE_LABELS = {
  created: { zh: '已下单', en: 'Label created' },
  picked_up: { zh: '已揽收', en: 'Picked up' },
  in_transit: { zh: '运输中', en: 'In transit' },
  dest_city: { zh: '到达派件城市', en: 'At destination city' },
  out_for_delivery: { zh: '派送中', en: 'Out for delivery' },
  pickup_point: { zh: '待取件', en: 'At pick-up point' },
  exception: { zh: '物流异常', en: 'Delivery exception' },
  customs: { zh: '清关中', en: 'In customs' },
  signed: { zh: '已签收', en: 'Signed' },
  returning: { zh: '退回中', en: 'Returning' },
  returned: { zh: '已退回', en: 'Returned' },
} as const satisfies Record<TraceState, Label>

/** A parcel in one of these has reached its end; no later trace moves it. */
export const TRACE_ENDS: readonly TraceState[] = ['signed', 'returned']
