import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instantOfText } from './instant.ts'

it.each([
  ['2026-11-29 22:59:54+00', '2026-11-29T22:59:54.000Z'],
  ['2026-11-29 22:59:54.1+00', '2026-11-29T22:59:54.100Z'],
  ['2026-11-29 22:59:54.123+00', '2026-11-29T22:59:54.123Z'],
  ['2026-11-29 22:59:54.123999+00', '2026-11-29T22:59:54.123Z'],
  ['2026-11-30 06:59:54.12+08', '2026-11-29T22:59:54.120Z'],
  ['12026-11-29 22:59:54+00', '+012026-11-29T22:59:54.000Z'],
])('%s is %s', (text, instant) => {
  expect(instantOfText(text)).toBe(instant)
})

it('reads as a Date does', () => {
  const instants = fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, (at) => {
      const text = at
        .toISOString()
        .replace('T', ' ')
        .replace(/\.?0*Z$/, '+00')
      expect(instantOfText(text)).toBe(new Date(text).toISOString())
    }),
  )
})
