/** What somebody typed or pasted may name; all of it looked up at once. */
export interface SearchWords {
  /** Whole numbers: of an order at its channel, at an ERP or here, or of a waybill. */
  readonly numbers: readonly string[]
  /** Chinese mobile numbers, eleven digits. */
  readonly phones: readonly string[]
  /** Last four digits of a phone. */
  readonly tails: readonly string[]
  /** What may be a piece of a number, where none is equal. */
  readonly parts: readonly string[]
  /** What may be a piece of a buyer's nickname, in small letters. */
  readonly nick: string | null
}

const MOST_WORDS = 100
const PHONE = /(?<!\d)(?:\+?86[\s-]*)?1[3-9]\d(?:[\s-]?\d){8}(?!\d)/g
const WORD = /[A-Za-z0-9](?:[\w.#/-]*[A-Za-z0-9])?/g
/** Below this a word stands in too many numbers, and is too short to be one of several. */
const WHOLE_LENGTH = 8
const SHORTEST_PART = 5
const LONGEST_NICK = 24

/** Reads a number however it was copied (spaces, full width, small letters), several of them, or a sentence that holds some. */
export function readSearch(q: string): SearchWords {
  const text = q.normalize('NFKC').trim()
  const whole = text.replace(/\s/g, '')
  const phones = (text.match(PHONE) ?? []).map((phone) => phone.replace(/\D/g, '').slice(-11))
  const words = wordsOf(text.replace(PHONE, ' '), whole)
  const isNumber = (word: string) => word.length >= SHORTEST_PART && /\d/.test(word)
  const parts = words.filter(isNumber).slice(0, MOST_WORDS)
  const isNick = whole.length >= 2 && whole.length <= LONGEST_NICK && phones.length === 0
  return {
    numbers: inBothCases([q.trim(), whole, ...phones, ...words]).slice(0, 3 * MOST_WORDS),
    phones,
    tails: parts.length === 0 && phones.length === 0 ? words.filter((word) => /^\d{4}$/.test(word)) : [],
    parts: inBothCases(parts),
    nick: isNick ? text.toLowerCase() : null,
  }
}

/** Groups of one number are put together, unless some of them could be numbers of their own. */
function wordsOf(text: string, whole: string): readonly string[] {
  const words = text.match(WORD) ?? []
  const isOne = /^[\w.#/-]+$/.test(whole) && words.every((word) => word.length < WHOLE_LENGTH)
  return [...new Set(isOne && words.length > 0 ? [whole] : words.filter((word) => word.length >= 4))]
}

function inBothCases(words: readonly string[]): string[] {
  return [...new Set(words.flatMap((word) => [word, word.toUpperCase()]))]
}
