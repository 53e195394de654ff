import { randomBytes } from 'node:crypto'
import { GLOBAL_ID_ALPHABET } from '@baton/contract'

const LENGTH = 8
/** Bytes from here up would favour the first letters. */
const UNBIASED = 256 - (256 % GLOBAL_ID_ALPHABET.length)

/**
 * A new global id: prefix, the year of `at` in the merchant's zone, 8 characters of A–Z0–9 (41 bits) from the CSPRNG.
 * A name, not a key; uniqueness is the primary key's, and a clash is drawn again.
 */
export function newGlobalId(prefix: string, at: Date, timeZone: string): string {
  let tail = ''
  while (tail.length < LENGTH) {
    const byte = nextRandomByte()
    if (byte < UNBIASED) tail += GLOBAL_ID_ALPHABET[byte % GLOBAL_ID_ALPHABET.length]
  }
  return `${prefix}${yearIn(at, timeZone)}${tail}`
}

const POOL = 4096
let pool = Buffer.alloc(0)
let drawn = 0

/** Each byte is handed out once; asking the system for few at a time costs more than the id. */
function nextRandomByte(): number {
  if (drawn === pool.length) {
    pool = randomBytes(POOL)
    drawn = 0
  }
  const byte = pool[drawn] ?? 0
  drawn += 1
  return byte
}

const formats = new Map<string, Intl.DateTimeFormat>()

function yearIn(at: Date, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' })
  formats.set(timeZone, format)
  return format.format(at).padStart(4, '0')
}
