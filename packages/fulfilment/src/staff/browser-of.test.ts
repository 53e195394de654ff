import { expect, it } from 'vitest'
import { browserOf } from './browser-of.ts'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const SAID: readonly (readonly [string, string])[] = [
  ['chrome windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/149.0.0.0 Safari/537.36`],
  ['edge windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/149.0.0.0 Safari/537.36 Edg/149.0.0.0`],
  ['firefox linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'],
  [
    'safari mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  ],
  [
    'safari iphone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  ],
  ['chrome android', `Mozilla/5.0 (Linux; Android 13; DT50) ${WEBKIT} Chrome/149.0.0.0 Mobile Safari/537.36`],
  [
    'wechat android',
    `Mozilla/5.0 (Linux; Android 13; V2217A) ${WEBKIT} Version/4.0 Chrome/126.0.6478.188 Mobile Safari/537.36 XWEB/1260 MicroMessenger/8.0.50.2701`,
  ],
  [
    'wecom iphone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 wxwork/4.1.30 MicroMessenger/7.0.1',
  ],
  [
    'dingtalk windows',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/91.0.4472.124 Safari/537.36 dingtalk-win/1.0.0 DingTalk(7.6.0)`,
  ],
  [
    'huawei harmony',
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${WEBKIT} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile`,
  ],
  [
    'samsung android',
    `Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) ${WEBKIT} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
  ],
  ['other other', 'curl/8.5.0'],
  ['other other', ''],
]

it.each(SAID)('reads %s', (words, userAgent) => {
  const { browser, system } = browserOf(userAgent)
  expect(`${browser} ${system}`).toBe(words)
})

it('takes what nobody said for unknown', () => {
  expect(browserOf(null)).toEqual({ browser: 'other', system: 'other' })
})
