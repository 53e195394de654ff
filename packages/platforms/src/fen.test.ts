import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fenOfYuan, yuanOfFen } from './fen.ts'

describe('fen and yuan', () => {
  test.each([
    ['44.00', 4400],
    ['0.01', 1],
    ['12.5', 1250],
    ['7', 700],
    ['7.', 700],
    ['1.230', 123],
    ['-0.50', -50],
    ['4.35', 435],
    ['1.15', 115],
  ])('%s yuan is %d fen', (yuan, fen) => {
    expect(fenOfYuan(yuan)).toBe(fen)
  })

  test.each(['', '1.234', '1e3', 'abc', '1,000.00', '--1', ' 1'])('%j is no amount', (text) => {
    expect(() => fenOfYuan(text)).toThrow(/amount in yuan/)
  })

  test('property: fen to yuan and back', () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), (fen) => fenOfYuan(yuanOfFen(fen)) === fen))
  })
})
