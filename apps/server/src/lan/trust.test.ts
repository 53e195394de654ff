import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { issueLeaf, makeAuthority } from '../../../../scripts/lan/issue.ts'
import { originsIn } from './certificate.ts'
import { mobileConfig } from './mobileconfig.ts'
import { renderTrustPage, type TrustView } from './trust-page.ts'
import { isOfTrustPage, secureUrlOf, trustUrlOf } from './trust-path.ts'
import { PLATFORMS, platformOf, TRUST_WORDS } from './trust-words.ts'

const now = new Date('2026-03-01T08:00:00Z')
const authority = makeAuthority('box', now)
const origins = ['https://192.168.1.20:3443', 'https://box.local:3443'] as [string, string]
const view: TrustView = {
  locale: 'zh',
  platform: 'ios',
  isInWeChat: false,
  secureUrl: 'https://192.168.1.20:3443/scan/',
  wanted: undefined,
  authority: authority.certificate,
  now,
}

test('a door is called by every name of its certificate', () => {
  const { certificate } = issueLeaf(authority, ['10.0.0.7', '192.168.1.20', 'box.local'], now)
  expect(originsIn(certificate, 'https://192.168.1.20:3443')).toEqual([
    'https://192.168.1.20:3443',
    'https://10.0.0.7:3443',
    'https://box.local:3443',
  ])
})

describe('where a phone goes on', () => {
  test.each([
    [undefined, undefined, 'https://192.168.1.20:3443/scan/'],
    ['/scan/enrol/?code=abc', 'box.local:3443', 'https://box.local:3443/scan/enrol/?code=abc'],
    ['/scan/', 'evil.example', 'https://192.168.1.20:3443/scan/'],
    ['//evil.example/x', undefined, 'https://192.168.1.20:3443/scan/'],
    ['https://evil.example/', undefined, 'https://192.168.1.20:3443/scan/'],
    ['javascript:alert(1)', undefined, 'https://192.168.1.20:3443/scan/'],
    ['/trust?to=/trust', undefined, 'https://192.168.1.20:3443/scan/'],
    ['/', undefined, 'https://192.168.1.20:3443/scan/'],
    ['http://[', undefined, 'https://192.168.1.20:3443/scan/'],
  ])('%s asked of %s leads to %s', (wanted, host, url) => {
    expect(secureUrlOf({ wanted, host }, origins)).toBe(url)
  })

  test('is remembered while it learns to trust', () => {
    expect(trustUrlOf('/scan/enrol/?code=a&b')).toBe('/trust?to=%2Fscan%2Fenrol%2F%3Fcode%3Da%26b')
    expect(trustUrlOf('/')).toBe('/trust')
  })
})

test.each([
  ['/trust', true],
  ['/trust/?lang=en', true],
  ['/trust/baton-ca.crt', true],
  ['/trust/../api/trpc/me.get', false],
  ['/trust%2Fbaton-ca.crt', false],
  ['/trustworthy', false],
])('%s is read without TLS: %s', (url, is) => {
  expect(isOfTrustPage(url)).toBe(is)
})

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1', 'ios'],
  ['Mozilla/5.0 (Linux; Android 9; PDA) Chrome/96.0 Mobile Safari/537.36', 'pda'],
  ['Mozilla/5.0 (Linux; Android 15; Pixel) Chrome/140.0 Mobile Safari/537.36', 'android'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36', 'desktop'],
  ['', 'android'],
])('%s is shown the steps for %s', (userAgent, platform) => {
  expect(platformOf(userAgent)).toBe(platform)
})

test('the page shows every way, opens the one of this device, and escapes what was asked', () => {
  const page = renderTrustPage({
    ...view,
    secureUrl: 'https://192.168.1.20:3443/x?"><script>',
    wanted: '/x?"><script>',
  })
  expect(page.match(/<details/g)).toHaveLength(PLATFORMS.length)
  expect(page).toContain(`<details open><summary>${TRUST_WORDS.zh.guides.ios.name}`)
  expect(page.match(/<script>/g)).toHaveLength(1)
  expect(renderTrustPage({ ...view, isInWeChat: true })).toContain(TRUST_WORDS.zh.wechat)
})

test('both languages have the same steps', () => {
  for (const platform of PLATFORMS)
    expect(TRUST_WORDS.en.guides[platform].steps).toHaveLength(TRUST_WORDS.zh.guides[platform].steps.length)
})

test('a profile for Apple carries the authority, and the same one each time', () => {
  const profile = mobileConfig(authority.certificate)
  const [, base64 = ''] = /<data>([^<]+)<\/data>/.exec(profile) ?? []
  const carried = new X509Certificate(Buffer.from(base64, 'base64'))
  expect(carried.fingerprint256).toBe(new X509Certificate(authority.certificate).fingerprint256)
  expect(mobileConfig(authority.certificate)).toBe(profile)
  expect(
    profile.match(/PayloadUUID<\/key><string>[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-8[0-9A-F]{3}-[0-9A-F]{12}</g),
  ).toHaveLength(2)
})
