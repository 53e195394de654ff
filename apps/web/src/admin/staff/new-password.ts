/** No 0/O, 1/l/I: it is read out and typed once. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'
const GROUPS = 4
const GROUP_LENGTH = 4

/** Four groups of four, 93 bits from the browser's own source of chance. */
export function newPassword(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  const letters: string[] = []
  const limit = 256 - (256 % ALPHABET.length)
  while (letters.length < GROUPS * GROUP_LENGTH) {
    for (const byte of random(new Uint8Array(32))) {
      const letter = ALPHABET[byte % ALPHABET.length]
      if (byte < limit && letter !== undefined && letters.length < GROUPS * GROUP_LENGTH) letters.push(letter)
    }
  }
  return Array.from({ length: GROUPS }, (_, at) =>
    letters.slice(at * GROUP_LENGTH, (at + 1) * GROUP_LENGTH).join(''),
  ).join('-')
}
