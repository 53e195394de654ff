import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuid7 } from './uuid7.ts'

/** RFC 9562, appendix A.6. */
test('the published vector', () => {
  const random = Uint8Array.from([0, 0, 0, 0, 0, 0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
  expect(uuid7(0x017f22e279b0, () => random.slice())).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('later ids sort after earlier ones', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 47 }), fc.integer({ min: 1, max: 2 ** 40 }), (now, later) => {
      const random = (bytes: Uint8Array<ArrayBuffer>) => bytes.fill(255)
      expect(uuid7(now, (bytes) => bytes.fill(255)) < uuid7(now + later, random)).toBe(true)
    }),
  )
})
