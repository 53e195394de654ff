const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** Bytes from here on would make the first letters likelier than the others. */
const FAIR = 256 - (256 % LETTERS.length)

/** So many letters and digits that nobody can guess. */
export function randomLetters(count: number): string {
  let text = ''
  while (text.length < count)
    for (const byte of crypto.getRandomValues(new Uint8Array(count - text.length)))
      if (byte < FAIR) text += LETTERS[byte % LETTERS.length]
  return text
}
