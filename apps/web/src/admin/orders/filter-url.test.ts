import { OrderFilter } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import {
  type FilterChoice,
  filterCount,
  NO_FILTER,
  readFilter,
  toggled,
  toOrderFilter,
  viewOf,
  writeFilter,
} from './filter-url.ts'

const SHOP = '0198c1de-7a51-7c3e-9a0e-0d5d5d3c8a11'
const FULL: FilterChoice = {
  platform: ['douyin', 'own-shop'],
  shop: [SHOP],
  shown: ['to_ship', 'packing'],
  hold: ['risk'],
  flag: ['red', 'other'],
  warehouse: [SHOP],
  due: ['late', 'soon'],
  from: '2026-11-01',
  to: '2026-11-11',
  q: '顺丰 1234&=',
}

describe('the order filter in the address', () => {
  it.each([
    ['nothing', NO_FILTER],
    ['everything', FULL],
  ] as const)('comes back as it was written: %s', (_, choice) => {
    expect(readFilter(new URLSearchParams(writeFilter(choice)))).toEqual(choice)
  })
  it('is empty for no filter and readable for lists', () => {
    expect(writeFilter(NO_FILTER)).toBe('')
    expect(writeFilter({ ...NO_FILTER, shown: ['to_ship', 'packing'] })).toBe('shown=to_ship,packing')
  })
  it('leaves out what means nothing', () => {
    const params = new URLSearchParams(
      'platform=ebay,douyin,douyin&shop=1&shown=nope&flag=pink&from=2026-13-01&to=yesterday',
    )
    expect(readFilter(params)).toEqual({ ...NO_FILTER, platform: ['douyin'] })
  })
  it('asks the server for something that the contract accepts', () => {
    for (const choice of [NO_FILTER, FULL]) expect(OrderFilter.safeParse(toOrderFilter(choice)).success).toBe(true)
    expect(toOrderFilter(FULL)).toMatchObject({ from: '2026-10-31T16:00:00.000Z', to: '2026-11-11T16:00:00.000Z' })
  })
  it('counts kinds of filter, and knows the views', () => {
    expect(filterCount(NO_FILTER)).toBe(0)
    expect(filterCount(FULL)).toBe(8)
    expect(viewOf(NO_FILTER)).toBe('all')
    expect(viewOf({ ...NO_FILTER, shown: ['part_shipped', 'packing', 'to_ship'] })).toBe('toShip')
    expect(viewOf({ ...NO_FILTER, shown: ['packing'] })).toBeNull()
    expect(viewOf({ ...NO_FILTER, due: ['soon', 'late'] })).toBe('due')
    expect(viewOf({ ...NO_FILTER, due: ['late'] })).toBeNull()
  })
  it('toggles', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
    expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
  })
})
