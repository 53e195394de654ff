import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Company } from './company.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Three flew for 20 ms. */
function afterThree(): Company {
  const company = new Company()
  company.leave()
  vi.advanceTimersByTime(20)
  company.land(3)
  return company
}

it('leaves when as many are there as travelled last time', async () => {
  const company = afterThree()
  let left = false
  const gathering = company.gather(() => 1).then(() => (left = true))
  company.join(2)
  await Promise.resolve()
  expect(left).toBe(false)
  company.join(3)
  await gathering
  expect(vi.getTimerCount()).toBe(0)
})

it('leaves without those who do not come', async () => {
  const company = afterThree()
  const gathering = company.gather(() => 1)
  await vi.advanceTimersByTimeAsync(4)
  await gathering
  expect(vi.getTimerCount()).toBe(0)
})

it('waits for nobody when it was alone, or when the last flight was long ago', async () => {
  const alone = new Company()
  alone.leave()
  vi.advanceTimersByTime(20)
  alone.land(1)
  await alone.gather(() => 1)
  const late = afterThree()
  vi.advanceTimersByTime(4)
  await late.gather(() => 1)
  expect(vi.getTimerCount()).toBe(0)
})
