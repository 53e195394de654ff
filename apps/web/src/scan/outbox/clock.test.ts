import { expect, test } from 'vitest'
import { measureOffset } from './clock.ts'

const SERVER = { serverTime: '2026-11-28T08:00:10.000Z' }

/** A device whose clock is one day behind, asking a server that needs this long to answer. */
function deviceWith(roundTrip: number) {
  let elapsed = 500
  const yesterday = Date.parse('2026-11-27T08:00:10.000Z')
  return {
    clock: { now: () => yesterday + elapsed - 500, elapsed: () => elapsed },
    ask: async () => {
      elapsed += roundTrip
      return SERVER
    },
  }
}

test.each([
  [0, 86_400_000],
  [400, 86_400_000 - 200],
  [20_000, null],
])('an answer after %i ms', async (roundTrip, offsetMs) => {
  const { clock, ask } = deviceWith(roundTrip)
  expect(await measureOffset(clock, ask)).toEqual({ answer: SERVER, offsetMs })
})

test('a device that the server does not know has no offset', async () => {
  const { clock } = deviceWith(0)
  expect(await measureOffset(clock, async () => null)).toEqual({ answer: null, offsetMs: null })
})
