import { randomBytes } from 'node:crypto'
import { GLOBAL_ID_ALPHABET } from '@baton/contract'

/** Bytes from here up would favour the first letters. */
const UNBIASED = 256 - (256 % GLOBAL_ID_ALPHABET.length)

/** So many of A–Z and 0–9 (5.17 bits each) from the CSPRNG. */
export function randomLetters(length: number): string {
  let letters = ''
  while (letters.length < length) {
    const byte = nextRandomByte()
    if (byte < UNBIASED) letters += GLOBAL_ID_ALPHABET[byte % GLOBAL_ID_ALPHABET.length]
  }
  return letters
}

const POOL = 4096
let pool = Buffer.alloc(0)
let drawn = 0

/** Each byte is handed out once; asking the system for few at a time costs more than the letters. */
function nextRandomByte(): number {
  if (drawn === pool.length) {
    pool = randomBytes(POOL)
    drawn = 0
  }
  const byte = pool[drawn] ?? 0
  drawn += 1
  return byte
}
