import { timingSafeEqual } from 'node:crypto'

/** Compares two signatures in constant time; different lengths are unequal at once. */
export function signatureEqual(expected: string, given: string): boolean {
  const left = Buffer.from(expected, 'utf8')
  const right = Buffer.from(given, 'utf8')
  return left.length === right.length && timingSafeEqual(left, right)
}
