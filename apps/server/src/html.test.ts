import { expect, test } from 'vitest'
import { escaped, localeOf } from './html.ts'

test('a page speaks Chinese, unless the browser or the person prefers another language', () => {
  expect(localeOf(undefined, undefined)).toBe('zh')
  expect(localeOf(undefined, 'zh-TW,en;q=0.5')).toBe('zh')
  expect(localeOf(undefined, 'en-US,zh;q=0.5')).toBe('en')
  expect(localeOf('zh', 'en-US')).toBe('zh')
  expect(localeOf('fr', undefined)).toBe('zh')
})

test('nothing in a text ends what it stands in', () => {
  expect(escaped(`<a b="c">&'`)).toBe("&lt;a b=&quot;c&quot;&gt;&amp;'")
})
