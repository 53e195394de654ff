import { describe, expect, test } from 'vitest'
import { readPush } from './push.ts'

const FULL = {
  title: '订单预计超时',
  body: 'DB2026XK9F2N1L 请优先处理',
  tag: 'alert-7',
  url: '/board/?alert=7',
  alertIds: ['7'],
  actions: [
    { action: 'acknowledge', title: '收到' },
    { action: 'open', title: '打开' },
  ],
}

describe('a push message', () => {
  test('is shown as it was sent', () => {
    expect(readPush(JSON.stringify(FULL))).toEqual({ ...FULL, alertId: '7' })
  })

  test.each([[null], [''], ['{'], ['null'], ['"text"'], ['[]'], ['{"title":7,"actions":"x"}']])(
    'that cannot be read still shows something: %j',
    (text) => {
      expect(readPush(text)).toMatchObject({ title: '接力 Baton', url: '/admin/alerts/', actions: [], alertId: null })
    },
  )

  test.each(['https://evil.example/', '//evil.example/', '/\\evil.example/', 'javascript:alert(1)', 'board'])(
    'never leads away: %s',
    (url) => {
      expect(readPush(JSON.stringify({ ...FULL, url })).url).toBe('/admin/alerts/')
    },
  )

  test('replaces an older one of the same alert', () => {
    expect(readPush('{"alertIds":["7"]}').tag).toBe('alert-7')
    expect(readPush('{}').tag).toBeUndefined()
  })

  test('has no more buttons than a browser shows', () => {
    const actions = [...FULL.actions, { action: 'third', title: 'x' }, { action: 4 }]
    expect(readPush(JSON.stringify({ ...FULL, actions })).actions).toEqual(FULL.actions)
  })
})
