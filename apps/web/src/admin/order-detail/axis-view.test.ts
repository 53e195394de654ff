import { ORDER_STATES } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { axisSteps } from './axis-view.ts'

describe('the order axis', () => {
  it.each(ORDER_STATES)('shows %s once, as where the order is now', (state) => {
    const now = axisSteps(state, true).filter((step) => step.stage === 'now')
    expect(now).toEqual([{ state, stage: 'now' }])
  })
  it('puts part shipped in the place of shipped', () => {
    expect(axisSteps('part_shipped', true).map((step) => step.state)).toEqual([
      'pending_payment',
      'to_ship',
      'packing',
      'part_shipped',
      'done',
    ])
  })
  it('ends the road of a cancelled order where it was cancelled', () => {
    expect(axisSteps('cancelled', false).map((step) => step.state)).toEqual(['pending_payment', 'cancelled'])
    expect(axisSteps('cancelled', true).map((step) => step.stage)).toEqual(['past', 'past', 'now'])
  })
})
