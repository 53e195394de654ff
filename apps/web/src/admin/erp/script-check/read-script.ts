import type { ScriptLanguage } from './languages.ts'

/** A piece of a script without its comments. Within `code` of other languages than SQL, what stands in quotes is in `text` alone. */
export interface Statement {
  readonly line: number
  /** As it stands. */
  readonly source: string
  /** Without what stands in quotes. */
  readonly code: string
  /** What stands in quotes, in its order; `?` for what the program puts between. */
  readonly text: string
}

const LINE_COMMENT: Record<ScriptLanguage, RegExp> = {
  sql: /--|#(?!>)/y,
  javascript: /\/\//y,
  python: /#/y,
  php: /\/\/|#(?!\[)/y,
  java: /\/\//y,
}
const QUOTES: Record<ScriptLanguage, RegExp> = {
  sql: /'/y,
  javascript: /['"`]/y,
  python: /"""|'''|"|'/y,
  php: /['"]/y,
  java: /"""|"|'/y,
}

/** Characters of one statement that are looked at. */
const MOST = 20_000

/** Cuts a script into statements, without its comments. */
export function readScript(script: string, language: ScriptLanguage): readonly Statement[] {
  const text = script.replaceAll(/\r\n?/g, '\n').replaceAll(/<\?php\b|\?>/g, (tag) => ' '.repeat(tag.length))
  const reader = new Reader(text, language)
  return reader.read()
}

class Reader {
  private readonly script: string
  private readonly language: ScriptLanguage
  private readonly statements: Statement[] = []
  private at = 0
  private line = 1
  private depth = 0
  private begin = 1
  private source = ''
  private code = ''
  private text: string[] = []

  constructor(script: string, language: ScriptLanguage) {
    this.script = script
    this.language = language
  }

  read(): readonly Statement[] {
    while (this.at < this.script.length) {
      if (this.skipComment()) continue
      const quote = this.matchAt(QUOTES[this.language])
      if (quote) this.takeString(quote)
      else this.takeCharacter()
    }
    this.end()
    return this.statements
  }

  private matchAt(what: RegExp): string | null {
    what.lastIndex = this.at
    return what.exec(this.script)?.[0] ?? null
  }

  private skipComment(): boolean {
    const isBlock = this.language !== 'python' && this.script.startsWith('/*', this.at)
    if (!isBlock && this.matchAt(LINE_COMMENT[this.language]) === null) return false
    const close = isBlock ? '*/' : '\n'
    const found = this.script.indexOf(close, this.at + (isBlock ? 2 : 1))
    const after = found < 0 ? this.script.length : found + (isBlock ? 2 : 0)
    this.line += countLines(this.script.slice(this.at, after))
    this.at = after
    return true
  }

  private takeString(quote: string): void {
    const from = this.at + quote.length
    let end = from
    while (end < this.script.length && !this.script.startsWith(quote, end)) end += this.script[end] === '\\' ? 2 : 1
    const inside = this.script.slice(from, end)
    this.beginAt()
    this.source += this.script.slice(this.at, end + quote.length)
    this.code += this.language === 'sql' ? this.script.slice(this.at, end + quote.length) : '""'
    this.text.push(inside)
    this.line += countLines(inside)
    this.at = end + quote.length
  }

  private takeCharacter(): void {
    const character = this.script[this.at] ?? ''
    this.at += 1
    if (character === '\n') this.line += 1
    const [opening, closing] = this.language === 'python' ? ['([{', ')]}'] : ['([', ')]']
    if (opening.includes(character)) this.depth += 1
    if (closing.includes(character)) this.depth = Math.max(0, this.depth - 1)
    if (/\S/.test(character)) this.beginAt()
    this.source += character
    this.code += character
    if (character === ';' || (character === '\n' && this.endsWithLine()) || this.endsWithBlock(character)) this.end()
  }

  /** Python's statements end with their line, and those of JavaScript where nothing goes on in the next. */
  private endsWithLine(): boolean {
    if (this.depth > 0) return false
    if (this.language === 'python') return !this.source.endsWith('\\\n')
    return this.language === 'javascript' && !/^\s*[.?:+&|]/.test(this.script.slice(this.at, this.at + 200))
  }

  private endsWithBlock(character: string): boolean {
    return '{}'.includes(character) && this.depth === 0 && this.language !== 'python' && this.language !== 'sql'
  }

  private beginAt(): void {
    if (this.source.trim() === '') this.begin = this.line
  }

  private end(): void {
    const text = this.language === 'sql' ? this.source : this.text.join(' ? ')
    if (this.source.trim() !== '')
      this.statements.push({
        line: this.begin,
        source: this.source.slice(0, MOST),
        code: this.code.slice(0, MOST),
        text: text.slice(0, MOST),
      })
    this.source = ''
    this.code = ''
    this.text = []
  }
}

function countLines(text: string): number {
  return text.split('\n').length - 1
}
