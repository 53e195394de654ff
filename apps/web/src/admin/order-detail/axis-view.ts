import { ORDER_STATE_RANK, type OrderState } from '@baton/contract'

export interface AxisStep {
  readonly state: OrderState
  readonly stage: 'past' | 'now' | 'next'
}

const ROAD: readonly OrderState[] = ['pending_payment', 'to_ship', 'packing', 'shipped', 'done']

/** The order axis as a road: passed, here, to come. A cancelled order's road ends where it was cancelled. */
export function axisSteps(state: OrderState, paid: boolean): readonly AxisStep[] {
  if (state === 'cancelled') {
    const road: OrderState[] = paid ? ['pending_payment', 'to_ship', 'cancelled'] : ['pending_payment', 'cancelled']
    return road.map((one) => ({ state: one, stage: one === state ? 'now' : 'past' }))
  }
  const road = ROAD.map((one) => (one === 'shipped' && state === 'part_shipped' ? state : one))
  const rank = ORDER_STATE_RANK[state]
  return road.map((one) => {
    if (one === state) return { state: one, stage: 'now' }
    return { state: one, stage: ORDER_STATE_RANK[one] < rank ? 'past' : 'next' }
  })
}
