import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatChinaTime, parseChinaTime } from './china-time.ts'

describe('China time', () => {
  test('a wall clock is GMT+8 wherever it is read', () => {
    expect(parseChinaTime('2026-03-01 00:30:00').toISOString()).toBe('2026-02-28T16:30:00.000Z')
    expect(formatChinaTime(new Date('2026-02-28T16:30:00.000Z'))).toBe('2026-03-01 00:30:00')
  })

  test.each(['2026-03-01T00:30:00', '2026-13-01 00:00:00', '2026-03-01', ''])('%j is refused', (text) => {
    expect(() => parseChinaTime(text)).toThrow(/yyyy-MM-dd/)
  })

  test('property: every second reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(parseChinaTime(formatChinaTime(new Date(seconds * 1000))).getTime()).toBe(seconds * 1000)
      }),
    )
  })
})
