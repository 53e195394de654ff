import { describe, expect, it } from 'vitest'
import { readReturnFilter, writeReturnFilter } from './filter-url.ts'

describe('the filter of returns in an address', () => {
  it('comes back as it was written', () => {
    const filter = {
      stage: 'ownerless',
      warehouse: '0f9e8d7c-6b5a-4c3d-8e2f-1a0b9c8d7e6f',
      q: 'RW-AB12&CD',
    } as const
    expect(readReturnFilter(new URLSearchParams(writeReturnFilter(filter)))).toEqual(filter)
  })

  it('leaves out what means nothing, and begins with what is in hand', () => {
    const filter = readReturnFilter(new URLSearchParams('stage=lost&warehouse=here'))
    expect(filter).toEqual({ stage: 'in_hand', warehouse: null, q: '' })
    expect(writeReturnFilter(filter)).toBe('')
  })
})
