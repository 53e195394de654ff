import { expect, test } from 'vitest'
import { isIos } from './use-install.ts'

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148', 5, true],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15', 5, true],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15', 0, false],
  ['Mozilla/5.0 (Linux; Android 11; PDA) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36', 5, false],
])('%s with %i touch points', (userAgent, maxTouchPoints, is) => {
  expect(isIos({ userAgent, maxTouchPoints })).toBe(is)
})
