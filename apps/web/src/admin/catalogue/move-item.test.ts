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
  it('is below every other row whose middle is above the pointer', () => {
    expect(placeAt(rows, 0, -5)).toBe(0)
    expect(placeAt(rows, 0, 55)).toBe(0)
    expect(placeAt(rows, 0, 65)).toBe(1)
    expect(placeAt(rows, 0, 500)).toBe(2)
    expect(placeAt(rows, 2, 30)).toBe(1)
    expect(placeAt(rows, 2, 10)).toBe(0)
  })
  it('rests where it is put, however unlike the heights', () => {
    const short = { top: 0, height: 40 }
    const tall = { top: 40, height: 100 }
    expect(placeAt([short, tall], 0, 95)).toBe(1)
    expect(
      placeAt(
        [
          { top: 0, height: 100 },
          { top: 100, height: 40 },
        ],
        1,
        95,
      ),
    ).toBe(1)
  })
})
