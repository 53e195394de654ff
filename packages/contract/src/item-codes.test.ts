import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCode } from './codes.ts'
import { hasMark, itemMark, packMarks, unpackMarks } from './item-codes.ts'

const mark = (code: string) => itemMark(readCode(code)) ?? 0

test('what was packed is unpacked, each mark once and ascending', () => {
  const marks = fc.array(fc.nat(2 ** 32 - 1), { maxLength: 200 })
  fc.assert(
    fc.property(marks, (all) => {
      const sorted = [...new Set(all)].sort((one, other) => one - other)
      expect([...unpackMarks(packMarks(all))]).toEqual(sorted)
      for (const one of all) expect(hasMark(unpackMarks(packMarks(all)), one)).toBe(true)
    }),
  )
})

test.each([
  ['MUG-S', 'mug-s'],
  ['1010101', '1010101'],
  ['7790895000997', ' 7790895000997'],
])('%s may be taken for a waybill: its mark is that of %s', (code, same) => {
  expect(itemMark(readCode(code))).toBe(itemMark(readCode(same)))
  expect(itemMark(readCode(code))).not.toBeNull()
})

test.each(['6901234567892', 'SF1234567890123', 'DB2026XK9F2N1L', ']C10106901234567892', 'a', 'MUG_S'])(
  '%s needs none',
  (code) => expect(itemMark(readCode(code))).toBeNull(),
)

test('10,000 codes are 34 kB, 100,000 are 290 kB, and of 200,000 others hardly one is taken for one of them', () => {
  const codes = (count: number) => Array.from({ length: count }, (_, at) => mark(`SKU-${at}`))
  expect(packMarks(codes(10_000)).bits.length).toBeLessThan(34_500)
  const set = packMarks(codes(100_000))
  expect(set.bits.length).toBeLessThan(290_000)
  const marks = unpackMarks(set)
  const others = Array.from({ length: 200_000 }, (_, at) => mark(`WB${String(at).padStart(9, '0')}`))
  expect(others.filter((one) => hasMark(marks, one)).length).toBeLessThan(20)
})
