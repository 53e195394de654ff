import { beforeEach, expect, test, vi } from 'vitest'
import { subscribe, unsubscribe } from './subscription.ts'

const told: string[] = []

vi.mock('../install/register.ts', () => ({ registerWorker: async () => {} }))
vi.mock('../server/call.ts', () => ({
  query: async () => ({ publicKey: 'AQ', enabled: true }),
  mutate: async (path: string) => told.push(path),
}))

const made = {
  endpoint: 'https://push.example/1',
  options: { applicationServerKey: Uint8Array.of(1).buffer },
  toJSON: () => ({ keys: { p256dh: 'p', auth: 'a' } }),
  unsubscribe: async () => {
    here = null
  },
}
let here: typeof made | null

beforeEach(() => {
  told.length = 0
  here = null
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  const pushManager = {
    getSubscription: async () => here,
    subscribe: async () => {
      here = made
      return made
    },
  }
  vi.stubGlobal('navigator', { serviceWorker: { ready: Promise.resolve({ pushManager }) } })
  vi.stubGlobal('PushManager', class {})
  vi.stubGlobal('Notification', { permission: 'granted', requestPermission: async () => 'granted' })
})

test('a subscription that the browser has lost is made anew at the next load', async () => {
  expect(await subscribe({ asks: true })).toBe('on')
  here = null
  expect(await subscribe({ asks: false })).toBe('on')
  expect([here, told]).toEqual([made, ['push.subscribe', 'push.subscribe']])
})

test('a browser where nobody switched it on stays without, though notifications are allowed', async () => {
  expect(await subscribe({ asks: false })).toBe('off')
  expect(told).toEqual([])
})

test('what was switched off stays off', async () => {
  await subscribe({ asks: true })
  expect(await unsubscribe()).toBe('off')
  expect(await subscribe({ asks: false })).toBe('off')
  expect([here, told]).toEqual([null, ['push.subscribe', 'push.unsubscribe']])
})
