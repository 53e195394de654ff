import { Failure } from '../runtime/failure.ts'

/** Refuses what is no zone of the IANA database, e.g. Asia/Shanghai. */
export function requireTimeZone(name: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
  } catch (cause) {
    throw new Failure('INPUT_INVALID', { cause, fields: { timeZone: 'unknown_time_zone' } })
  }
}
