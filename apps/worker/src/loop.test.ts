import type { Context } from '@baton/fulfilment/runtime'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startLoop } from './loop.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('looks each second, also where its last step said that there is nothing to do for hours', async () => {
  let steps = 0
  const step = async () => {
    steps += 1
    return 3 * 3_600_000
  }
  const loop = await startLoop({} as Context, { name: 'test', channel: null, step })
  await vi.advanceTimersByTimeAsync(3500)
  expect(steps).toBe(4)
  await loop.stop()
})
