/** A JSON number by the exact digits of the wire. */
export class WireNumber {
  readonly value: string

  constructor(value: string) {
    this.value = value
  }

  /** So that `JSON.stringify` of a structure that holds one fails loudly instead of losing digits. */
  toJSON(): never {
    throw new TypeError(`The number ${this.value} must be written by stringifyJson`)
  }

  /** `String(…)` and `Number(…)` of a parameter see its digits. */
  toString(): string {
    return this.value
  }
}

export type JsonValue = string | boolean | null | WireNumber | JsonValue[] | { [key: string]: JsonValue }

/** Text that is not JSON, or nests deeper than asked. */
class NotJson extends SyntaxError {
  override readonly name = 'NotJson'
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const NUMBER_GOES_ON: ReadonlySet<number> = new Set([...'.eE'].map((letter) => letter.charCodeAt(0)))
const QUOTE = 0x22
const BACKSLASH = 0x5c

/**
 * Reads RFC 8259 JSON in one pass, numbers by their digits, the last of repeated keys, `__proto__` as data. A general
 * library reads text character by character into strings of strings; here most of a message is cut out as it stands.
 */
export class JsonReader {
  private readonly text: string
  private readonly deepest: number
  private at = 0

  constructor(text: string, deepest: number) {
    this.text = text
    this.deepest = deepest
  }

  /** The whole text as one value. */
  read(): JsonValue {
    const value = this.value(0)
    this.end()
    return value
  }

  /** The elements of a text that is one array, each with the text it stood in; null if it is no array. */
  readElements(): { value: JsonValue; text: string }[] | null {
    if (this.code() !== 0x5b) return null
    const elements: { value: JsonValue; text: string }[] = []
    this.list(() => {
      this.skip()
      const start = this.at
      const value = this.value(1)
      elements.push({ value, text: this.text.slice(start, this.at) })
    })
    this.end()
    return elements
  }

  private value(depth: number): JsonValue {
    const code = this.code()
    if (code === QUOTE) return this.string()
    if (code === 0x7b) return this.object(depth + 1)
    if (code === 0x5b) return this.array(depth + 1)
    if (code === 0x74) return this.word('true', true)
    if (code === 0x66) return this.word('false', false)
    if (code === 0x6e) return this.word('null', null)
    return this.number()
  }

  private object(depth: number): JsonValue {
    this.refuse(depth > this.deepest)
    const object: { [key: string]: JsonValue } = {}
    this.at += 1
    if (this.took(0x7d)) return object
    do {
      this.refuse(this.code() !== QUOTE)
      const key = this.string()
      this.refuse(!this.took(0x3a))
      const value = this.value(depth)
      if (key === '__proto__') Object.defineProperty(object, key, { value, ...PLAIN })
      else object[key] = value
    } while (this.took(0x2c))
    this.refuse(!this.took(0x7d))
    return object
  }

  private array(depth: number): JsonValue {
    this.refuse(depth > this.deepest)
    const array: JsonValue[] = []
    this.list(() => array.push(this.value(depth)))
    return array
  }

  private list(element: () => void): void {
    this.at += 1
    if (this.took(0x5d)) return
    do element()
    while (this.took(0x2c))
    this.refuse(!this.took(0x5d))
  }

  private string(): string {
    const { text } = this
    const start = this.at
    let at = start + 1
    for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(at)) {
      if (code === BACKSLASH) return this.escaped(start, at)
      this.refuse(!(code >= 0x20))
      at += 1
    }
    this.at = at + 1
    return text.slice(start + 1, at)
  }

  private escaped(start: number, from: number): string {
    const { text } = this
    let at = from
    for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(at)) {
      this.refuse(!(code >= 0x20))
      at += code === BACKSLASH ? 2 : 1
    }
    this.at = at + 1
    try {
      return JSON.parse(text.slice(start, this.at))
    } catch {
      return this.fail()
    }
  }

  private number(): WireNumber {
    const start = this.at
    let at = start
    while (isDigit(this.text.charCodeAt(at))) at += 1
    const plain = at > start && this.text.charCodeAt(start) !== 0x30 && !NUMBER_GOES_ON.has(this.text.charCodeAt(at))
    if (!plain) return this.oddNumber()
    this.at = at
    return new WireNumber(this.text.slice(start, at))
  }

  private oddNumber(): WireNumber {
    NUMBER.lastIndex = this.at
    const digits = NUMBER.exec(this.text)?.[0]
    if (digits === undefined) return this.fail()
    this.at += digits.length
    return new WireNumber(digits)
  }

  private word<T extends boolean | null>(word: string, value: T): T {
    this.refuse(!this.text.startsWith(word, this.at))
    this.at += word.length
    return value
  }

  private skip(): void {
    for (let code = this.text.charCodeAt(this.at); isSpace(code); code = this.text.charCodeAt(this.at)) this.at += 1
  }

  private code(): number {
    this.skip()
    return this.text.charCodeAt(this.at)
  }

  private took(code: number): boolean {
    if (this.code() !== code) return false
    this.at += 1
    return true
  }

  private end(): void {
    this.skip()
    this.refuse(this.at !== this.text.length)
  }

  private refuse(wrong: boolean): void {
    if (wrong) this.fail()
  }

  private fail(): never {
    throw new NotJson(`Not JSON at character ${this.at}`)
  }
}

const PLAIN = { enumerable: true, configurable: true, writable: true }

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}
