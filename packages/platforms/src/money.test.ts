import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalOf, minorUnits } from './money.ts'

test.each([
  ['12.90', 'EUR', 1290],
  ['12.9', 'CNY', 1290],
  ['-5', 'EUR', -500],
  ['12.3400', 'EUR', 1234],
  ['1200', 'JPY', 1200],
  ['1200.00', 'JPY', 1200],
  ['1.234', 'KWD', 1234],
  ['-0.00', 'EUR', 0],
])('%s %s is %i', (text, currency, units) => {
  expect(minorUnits(text, currency)).toBe(units)
})

test.each([
  ['12.345', 'EUR'],
  ['1.5', 'JPY'],
  ['1e3', 'EUR'],
  ['', 'EUR'],
  ['12,90', 'EUR'],
])('%s %s is refused, never rounded', (text, currency) => {
  expect(() => minorUnits(text, currency)).toThrow(/amount/)
})

test('property: every amount of every kind of currency reads back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
      fc.constantFrom('EUR', 'JPY', 'KWD', 'CNY'),
      (units, currency) => {
        expect(minorUnits(decimalOf(units, currency), currency)).toBe(units)
      },
    ),
  )
})
