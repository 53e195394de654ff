import { inputInvalid } from '../runtime/failure.ts'

/** Refuses what is no zone of the IANA database, e.g. Asia/Shanghai. */
export function requireTimeZone(name: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
  } catch (cause) {
    throw inputInvalid({ timeZone: 'unknown_time_zone' }, cause)
  }
}
