import { type FloorFound, readCode } from '@baton/contract'
import { afterEach, expect, test, vi } from 'vitest'
import { Knowledge } from './knowledge.ts'

const FOUND: FloorFound = { kind: 'unknown' }
const MINUTE_MS = 60_000

afterEach(() => {
  vi.restoreAllMocks()
})

test.each([
  ['at once', 0, true],
  ['within a minute', MINUTE_MS - 1, true],
  ['later', MINUTE_MS, false],
  ['with the clock put back an hour', -60 * MINUTE_MS, false],
])('what was heard of a code is believed %s: %s ms, %s', async (_when, passed, heard) => {
  const clock = vi.spyOn(Date, 'now').mockReturnValue(1_000_000_000)
  const knowledge = new Knowledge(
    async () => FOUND,
    () => null,
  )
  await knowledge.ask('SF1234567890123')
  clock.mockReturnValue(1_000_000_000 + passed)
  expect(knowledge.of(readCode('SF1234567890123'), null)).toMatchObject({ heard })
})
