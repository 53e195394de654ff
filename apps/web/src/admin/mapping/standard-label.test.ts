import { describe, expect, it } from 'vitest'
import { standardLabel } from './standard-label.ts'

describe('standardLabel', () => {
  it('reads a word on its own axis', () => {
    expect(standardLabel({ axis: 'order', standard: 'paid_held' })?.zh).toBe('已付款，暂不可发货')
    expect(standardLabel({ axis: 'trace', standard: 'signed' })?.zh).toBe('已签收')
    expect(standardLabel({ axis: 'after_sale', standard: 'refunded' })?.zh).toBe('已退款')
  })
  it('is null for a word without effect, or of another axis', () => {
    expect(standardLabel({ axis: 'order', standard: null })).toBeNull()
    expect(standardLabel({ axis: 'after_sale', standard: 'in_transit' })).toBeNull()
  })
})
