import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveItem, placeAt } from './move-item.ts'

describe('moveItem', () => {
  it('moves up and down', () => {
    expect(moveItem(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd'])
    expect(moveItem(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c'])
    expect(moveItem(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(moveItem(['a', 'b'], 0, 9)).toEqual(['b', 'a'])
  })
  it('loses and doubles nothing', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer()),
        fc.integer({ min: -3, max: 20 }),
        fc.integer({ min: -3, max: 20 }),
        (list, from, to) => {
          expect([...moveItem(list, from, to)].sort()).toEqual([...list].sort())
        },
      ),
    )
  })
})

describe('placeAt', () => {
  const rows = [0, 40, 80].map((top) => ({ top, height: 40 }))
  it('is the row whose middle lies below the pointer', () => {
    expect(placeAt(rows, -5)).toBe(0)
    expect(placeAt(rows, 25)).toBe(1)
    expect(placeAt(rows, 500)).toBe(2)
  })
})
