import { describe, expect, it } from 'vitest'
import { holdsBeside, isAwaitingShipment, orderHref } from './view.ts'

describe('a row of the order list', () => {
  it('counts down only while the order waits to be shipped', () => {
    const waiting = ['to_ship', 'packing'] as const
    for (const state of waiting) expect(isAwaitingShipment({ state })).toBe(true)
    const others = ['pending_payment', 'cancelled', 'part_shipped', 'shipped', 'done'] as const
    for (const state of others) expect(isAwaitingShipment({ state })).toBe(false)
  })
  it('does not say a refund twice', () => {
    expect(holdsBeside({ shown: 'refunding', holds: ['risk', 'refund_requested'] })).toEqual(['risk'])
    expect(holdsBeside({ shown: 'to_ship', holds: ['refund_requested'] })).toEqual(['refund_requested'])
  })
  it('leads to its order', () => {
    expect(orderHref('DB2026XK9F2N1L')).toBe('/admin/orders/detail/?id=DB2026XK9F2N1L')
  })
})
