/** A turn of the page's work that must come on time before silence counts: keys that wait are heard before it. */
const TURN_MS = 10

export interface SilenceParts {
  /** On the clock of events' time stamps, ms. */
  readonly now: () => number
  /** Runs the work after so many ms; the returned function calls it off. */
  readonly later: (work: () => void, ms: number) => () => void
}

/**
 * Waits for silence without taking a busy page for it: while turns come late, key events may be waiting behind what
 * keeps the page busy. Calls back with the time once it was silent; the returned function says when that is due.
 */
export function createSilence({ now, later }: SilenceParts, onSilent: (at: number) => void) {
  let callOff = () => {}
  const look = (dueAt: number) => {
    const turnAt = now() + TURN_MS
    callOff = later(() => {
      if (now() - turnAt > TURN_MS) look(dueAt)
      else onSilent(Math.max(now(), dueAt))
    }, TURN_MS)
  }
  return (dueAt: number | null): void => {
    callOff()
    if (dueAt !== null) callOff = later(() => look(dueAt), Math.max(0, dueAt - now()))
  }
}
