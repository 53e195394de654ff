import type { PrinterLanguage } from '@baton/contract'
import type { PrintPage } from './document.ts'
import { buildTspl, readTspl } from './tspl.ts'
import { buildZpl, readZpl } from './zpl.ts'

export * from './document.ts'
export * from './status.ts'

/** The bytes that a printer of this language prints the pages from. */
export function buildDocument(language: PrinterLanguage, pages: readonly PrintPage[]): Buffer {
  return language === 'zpl' ? buildZpl(pages) : buildTspl(pages)
}

/** The pages that a document prints, in whichever language it is written. */
export function readDocument(document: Uint8Array): readonly PrintPage[] {
  return languageOf(document) === 'zpl' ? readZpl(document) : readTspl(document)
}

/** What a document or query is written in; null while too little of it is there. */
export function languageOf(bytes: Uint8Array): PrinterLanguage | null {
  const start = bytes.find((byte) => byte > 0x20 || byte === 0x1b)
  if (start === undefined) return null
  return start === 0x5e || start === 0x7e ? 'zpl' : 'tspl'
}
