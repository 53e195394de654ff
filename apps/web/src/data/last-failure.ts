import { useState } from 'react'

/** What of a read tells how it stands. */
export interface Standing {
  readonly data: unknown
  readonly error: unknown
  /** How often this read failed; 0 for another one that takes its place on the screen. */
  readonly errorUpdateCount: number
}

/**
 * Why there is nothing to show; null once data are here, and while nobody knows yet. Each new try forgets the failure of the
 * one before, so that a screen that read `error` alone would blink at every try while the server is gone.
 */
export function useLastFailure(read: Standing): unknown {
  const [kept, keep] = useState<unknown>(null)
  const failure = failureOf(read, kept)
  if (failure !== kept) keep(failure)
  return failure
}

export function failureOf({ data, error, errorUpdateCount }: Standing, kept: unknown): unknown {
  if (data !== undefined) return null
  return error ?? (errorUpdateCount > 0 ? kept : null)
}
