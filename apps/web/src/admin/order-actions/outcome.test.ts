import { VERDICTS } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { inOrderOfConcern, type Outcome, outcomeList } from './outcome.ts'

describe('the answers of many orders', () => {
  const all: Outcome[] = [
    ...VERDICTS.map((verdict) => ({ orderId: verdict, verdict, reason: null })),
    { orderId: 'lost', failure: 'UNREACHABLE' },
  ]
  it('come with failures and refusals before repeats and successes, and none is left out', () => {
    const ids = inOrderOfConcern(all).map((one) => one.orderId)
    expect(ids.toSorted()).toEqual(all.map((one) => one.orderId).toSorted())
    expect([ids[0], ...ids.slice(-2)]).toEqual(['lost', 'duplicate', 'applied'])
  })
  it('copy as one line an order, with the reason in words', () => {
    const outcomes: Outcome[] = [
      { orderId: 'DB1', verdict: 'locked', reason: 'backward_after_shipping' },
      { orderId: 'DB2', failure: 'PLATFORM_UNAVAILABLE' },
    ]
    expect(outcomeList(outcomes, 'zh')).toBe('DB1\t已锁定 · 已发货，不能退回\nDB2\t平台暂时没有回应，请稍后再试')
  })
})
