import type { PrinterLanguage } from '@baton/contract'
import { languageOf, type PrintPage, readDocument, STATUS_QUERIES } from '@baton/platforms/label-printer'

const MOST_BYTES = 2_000_000

export type FeedPart =
  | { readonly kind: 'query'; readonly language: PrinterLanguage }
  | { readonly kind: 'pages'; readonly language: PrinterLanguage; readonly pages: readonly PrintPage[] }

/** What comes in over one connection, cut into questions and whole documents. */
export class PrinterFeed {
  private kept = Buffer.alloc(0)

  take(bytes: Uint8Array): readonly FeedPart[] {
    this.kept = Buffer.concat([this.kept, bytes])
    if (this.kept.length > MOST_BYTES) this.kept = Buffer.alloc(0)
    const parts: FeedPart[] = []
    for (;;) {
      const part = this.next()
      if (part === null) return parts
      parts.push(part)
    }
  }

  private next(): FeedPart | null {
    const start = this.kept.findIndex((byte) => byte > 0x20 || byte === 0x1b)
    if (start < 0) return null
    this.kept = this.kept.subarray(start)
    const language = languageOf(this.kept)
    if (language === null) return null
    const query = language === 'zpl' ? STATUS_QUERIES.zpl.subarray(0, 3) : STATUS_QUERIES.tspl
    if (this.kept.subarray(0, query.length).equals(query)) {
      this.kept = this.kept.subarray(query.length)
      return { kind: 'query', language }
    }
    const end = endOfDocument(language, this.kept.toString('latin1'))
    if (end === null) return null
    const pages = readDocument(this.kept.subarray(0, end))
    this.kept = this.kept.subarray(end)
    return { kind: 'pages', language, pages }
  }
}

function endOfDocument(language: PrinterLanguage, text: string): number | null {
  const match = language === 'zpl' ? /\^XZ/.exec(text) : /\nPRINT \d+(,\d+)?\r?\n/.exec(text)
  return match ? match.index + match[0].length : null
}
