import { randomLetters } from '../runtime/random-letters.ts'

const LENGTH = 8

/**
 * A new global id: prefix, the year of `at` in the merchant's zone, 8 characters of A–Z0–9 (41 bits) from the CSPRNG.
 * A name, not a key; uniqueness is the primary key's, and a clash is drawn again.
 */
export function newGlobalId(prefix: string, at: Date, timeZone: string): string {
  return `${prefix}${yearIn(at, timeZone)}${randomLetters(LENGTH)}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function yearIn(at: Date, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' })
  formats.set(timeZone, format)
  return format.format(at).padStart(4, '0')
}
