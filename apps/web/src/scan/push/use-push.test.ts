import { beforeEach, expect, test, vi } from 'vitest'
import type { PushState } from './subscription.ts'

const subscribe = vi.fn<() => Promise<PushState>>()

vi.mock('./subscription.ts', () => ({ subscribe: () => subscribe() }))

beforeEach(() => {
  vi.useRealTimers()
  vi.resetModules()
  subscribe.mockReset().mockResolvedValue('on')
})

const load = async () => (await import('./use-push.ts')).pushState

test('a page that stays open finds within the hour what its browser has lost', async () => {
  vi.useFakeTimers()
  const pushState = await load()
  await pushState('li')
  vi.advanceTimersByTime(3_599_000)
  expect(await pushState('li')).toBe('on')
  vi.advanceTimersByTime(1000)
  subscribe.mockResolvedValueOnce('blocked')
  expect(await pushState('li')).toBe('blocked')
  expect(subscribe).toHaveBeenCalledTimes(2)
})

test('one person is checked once a load', async () => {
  const pushState = await load()
  expect([await pushState('li'), await pushState('li')]).toEqual(['on', 'on'])
  expect(subscribe).toHaveBeenCalledTimes(1)
})

test('whoever takes the device after them is checked anew', async () => {
  const pushState = await load()
  await pushState('li')
  await pushState('wang')
  expect(await pushState('li')).toBe('on')
  expect(subscribe).toHaveBeenCalledTimes(3)
})

test('a new session of the same person is checked anew', async () => {
  const pushState = await load()
  await pushState({ id: 'li' })
  await pushState({ id: 'li' })
  expect(subscribe).toHaveBeenCalledTimes(2)
})

test('what reached the last holder is not said of the next, who is asked for again until an answer comes', async () => {
  const pushState = await load()
  await pushState('li')
  subscribe.mockRejectedValueOnce(new Error('NOT_SIGNED_IN'))
  expect(await pushState(null)).toBe('off')
  expect(await pushState(null)).toBe('on')
})

test('an answer that comes after the holder has left is not the next one’s', async () => {
  const pushState = await load()
  const late = Promise.withResolvers<PushState>()
  subscribe.mockReturnValueOnce(late.promise).mockResolvedValueOnce('blocked')
  const first = pushState('li')
  await pushState('wang')
  late.resolve('on')
  await first
  expect(await pushState('wang')).toBe('blocked')
})
