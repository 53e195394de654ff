/** What a measurement needs: both clocks of the device. */
export interface DeviceClock {
  /** The clock that a person may set: ms since 1970. */
  readonly now: () => number
  /** The clock that nobody sets. */
  readonly elapsed: () => number
}

/** A slower answer says too little of the clock. */
const SLOWEST_MS = 10_000

/** Server clock minus device clock, in ms, with half the way there and back taken off; null: the answer was too slow. */
export async function measureOffset<Answer extends { readonly serverTime: string } | null>(
  clock: DeviceClock,
  ask: () => Promise<Answer>,
): Promise<{ answer: Answer; offsetMs: number | null }> {
  const startedAt = clock.elapsed()
  const answer = await ask()
  const roundTrip = clock.elapsed() - startedAt
  const isTooSlow = answer === null || roundTrip > SLOWEST_MS
  const offsetMs = isTooSlow ? null : Math.round(Date.parse(answer.serverTime) + roundTrip / 2 - clock.now())
  return { answer, offsetMs }
}
