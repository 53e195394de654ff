import { describe, expect, it } from 'vitest'
import { ORDER_STATE_IMPLIES, ORDER_STATE_RANK, ORDER_STATES, ORDER_STEPS, type OrderState } from './order-state.ts'

describe('the order axis', () => {
  it('reaches every state from the first by single steps', () => {
    const reached = new Set<OrderState>(['pending_payment'])
    for (const state of reached) for (const next of ORDER_STEPS[state]) reached.add(next)
    expect([...reached].sort()).toEqual([...ORDER_STATES].sort())
  })

  it('only ever steps to a higher rank', () => {
    for (const state of ORDER_STATES)
      for (const next of ORDER_STEPS[state]) expect(ORDER_STATE_RANK[next]).toBeGreaterThan(ORDER_STATE_RANK[state])
  })

  it('implies only states of a lower rank', () => {
    for (const state of ORDER_STATES)
      for (const passed of ORDER_STATE_IMPLIES[state])
        expect(ORDER_STATE_RANK[passed]).toBeLessThan(ORDER_STATE_RANK[state])
  })
})
