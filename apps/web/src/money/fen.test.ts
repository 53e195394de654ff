import { describe, expect, it } from 'vitest'
import { moneyText } from './fen.ts'

describe('moneyText', () => {
  it.each([
    [0, 'CNY', '¥0.00'],
    [5, 'CNY', '¥0.05'],
    [1_234_567, 'CNY', '¥12,345.67'],
    [-9_900, 'CNY', '−¥99.00'],
    [100_000_000, 'USD', 'US$1,000,000.00'],
    [1, 'CHF', 'CHF 0.01'],
  ])('%i fen of %s is %s', (fen, currency, text) => {
    expect(moneyText(fen, currency)).toBe(text)
  })
})
