import { describe, expect, test } from 'vitest'
import { isInstallPostponed, postponeInstall } from './postponed.ts'
import { isIos } from './use-install.ts'
import { installWords } from './words.ts'

describe('an iPhone or iPad', () => {
  test.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148', 5, true],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15', 5, true],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15', 0, false],
    ['Mozilla/5.0 (Linux; Android 11; PDA) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36', 5, false],
  ])('%s with %i touch points', (userAgent, maxTouchPoints, is) => {
    expect(isIos({ userAgent, maxTouchPoints })).toBe(is)
  })
})

test('“not now” is remembered', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  expect(isInstallPostponed(storage)).toBe(false)
  postponeInstall(storage)
  expect(isInstallPostponed(storage)).toBe(true)
})

test('an iPhone is told the two taps in the words that it shows', () => {
  expect([installWords.zh.share, installWords.zh.add]).toEqual(['点浏览器的“分享”', '选“添加到主屏幕”'])
  expect(installWords.en.add).toContain('Add to Home Screen')
})
