/** A turn of the page's work that must come on time before silence counts: keys that wait are heard before it. */
const TURN_MS = 10

export interface SilenceParts {
  /** On the clock of events' time stamps, ms. */
  readonly now: () => number
  /** Runs the work after so many ms. */
  readonly later: (work: () => void, ms: number) => void
}

/** The page's own clock and timers. */
export const PAGE_TIME: SilenceParts = {
  now: () => performance.now(),
  later: (work, ms) => void setTimeout(work, ms),
}

/**
 * Waits for silence without taking a busy page for it: while turns come late, key events may be waiting behind what
 * keeps the page busy. Calls back with the time once it was silent; the returned function says when that is due.
 * A key only moves the due time: the one timer of a scan, when it comes, looks how much is left.
 */
export function createSilence({ now, later }: SilenceParts, onSilent: (at: number) => void) {
  let dueAt: number | null = null
  let timerAt: number | null = null
  const wait = (at: number) => {
    timerAt = at
    later(() => timerAt === at && hasCome(), Math.max(0, at - now()))
  }
  const hasCome = () => {
    timerAt = null
    if (dueAt === null) return
    if (now() < dueAt) wait(dueAt)
    else look(dueAt)
  }
  const look = (looked: number) => {
    const turnAt = now() + TURN_MS
    timerAt = turnAt
    later(() => {
      if (timerAt !== turnAt) return
      timerAt = null
      if (dueAt !== looked) hasCome()
      else if (now() - turnAt > TURN_MS) look(looked)
      else onSilent(Math.max(now(), looked))
    }, TURN_MS)
  }
  return (due: number | null): void => {
    dueAt = due
    if (due !== null && (timerAt === null || due < timerAt)) wait(due)
  }
}
