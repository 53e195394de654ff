import { expect, test } from 'vitest'
import { encodingOf } from './encoding.ts'

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['br; q=0.0', 'identity'],
  ['brotli', 'identity'],
  ['', 'identity'],
  [undefined, 'identity'],
])('who reads %s is sent %s', (accepted, encoding) => {
  expect(encodingOf(accepted)).toBe(encoding)
})
