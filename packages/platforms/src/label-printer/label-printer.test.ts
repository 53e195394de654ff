import { PRINTER_FAULTS, PRINTER_LANGUAGES, type PrinterFault } from '@baton/contract'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import {
  buildDocument,
  buildStatus,
  languageOf,
  type PrintElement,
  type PrintPage,
  printableCode,
  printableText,
  readDocument,
  readStatus,
  STATUS_QUERIES,
  textWidth,
  wrapText,
} from './index.ts'
import { tsplText } from './tspl.ts'

const paper = { width: 100, height: 150 }
const page: PrintPage = {
  paper,
  elements: [
    { kind: 'text', x: 16, y: 24, scale: 2, text: '华东仓 A-01' },
    { kind: 'code128', x: 16, y: 96, height: 120, module: 2, text: 'SF1234567890123' },
    { kind: 'qr', x: 560, y: 96, module: 6, text: 'https://hub.example/track/DB2026ABCDEFGH?a=1&b=~2' },
    { kind: 'box', x: 8, y: 8, width: 784, height: 1184, thickness: 3 },
  ],
}

function textPage(text: string): PrintPage {
  return { paper, elements: [{ kind: 'text', x: 1, y: 2, scale: 1, text }] }
}

/** Text as people type it, made of everything that means something to a printer. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '^',
      '~',
      '_',
      '"',
      '\\',
      '[',
      ']',
      '\r',
      '\n',
      '\x1b',
      '\x02',
      '\x10',
      '>',
      '^XZ',
      '~JA',
      '"\r\nCLS\r\n',
    ),
    fc.constantFrom('乗', '袟', '\u4e00', '字', 'é', '🙂', '\ud800'),
    fc.string({ unit: 'binary', maxLength: 2 }),
  ),
  maxLength: 40,
})

describe.each(PRINTER_LANGUAGES)('a document in %s', (language) => {
  it('says what it prints', () => {
    const document = buildDocument(language, [page, textPage('第二页')])
    expect(languageOf(document)).toBe(language)
    expect(readDocument(document)).toEqual([page, textPage('第二页')])
  })

  it('no text or code becomes a command', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, code) => {
        const elements: PrintElement[] = [
          { kind: 'text', x: 1, y: 2, scale: 1, text },
          { kind: 'code128', x: 1, y: 2, height: 80, module: 2, text: code },
          { kind: 'qr', x: 1, y: 2, module: 4, text: code },
        ]
        const document = buildDocument(language, [{ paper, elements }])
        const plain = buildDocument(language, [
          { paper, elements: elements.map((one) => ({ ...one, ...(one.kind !== 'box' && { text: '字A' }) })) },
        ])
        expect(commandsOf(language, document)).toBe(commandsOf(language, plain))
        const printed = language === 'zpl' ? printableText(text) : tsplText(text)
        expect(readDocument(document)).toEqual([
          { paper, elements: elements.map((one, at) => ({ ...one, text: at === 0 ? printed : printableCode(code) })) },
        ])
      }),
      { numRuns: 300 },
    )
  })
})

/** How many commands a printer would see, by the bytes that begin one there. */
function commandsOf(language: string, document: Buffer): number {
  if (language === 'zpl') return [...document].filter((byte) => byte === 0x5e || byte === 0x7e).length
  const [quotes, ends] = [0x22, 0x0d].map((wanted) => [...document].filter((byte) => byte === wanted).length)
  return (quotes ?? 0) * 1000 + (ends ?? 0)
}

describe('texts', () => {
  it('are Chinese in UTF-8 for ZPL and in GB 18030 for TSPL', () => {
    expect(buildDocument('zpl', [textPage('面单^~_')]).toString('utf8')).toContain('^FH^FD面单_5E_7E_5F^FS')
    const bytes = buildDocument('tspl', [textPage('面单"1"')])
    expect(iconv.decode(bytes, 'gb18030')).toContain('TEXT 1,2,"TSS24.BF2",0,1,1,"面单＂1＂"')
  })

  it('are wrapped by their width, and cut with an ellipsis', () => {
    expect(textWidth('中文ab', 1)).toBe(72)
    expect(wrapText('童装外套 蓝色', { width: 96, scale: 1, lines: 3 })).toEqual(['童装外套', ' 蓝色'])
    expect(wrapText('童装外套蓝色', { width: 96, scale: 1, lines: 1 })).toEqual(['童装外…'])
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = wrapText(text, { width: 120, scale: 1, lines: 2 })
        expect(lines.length).toBeLessThanOrEqual(2)
        for (const line of lines) expect(textWidth(line, 1)).toBeLessThanOrEqual(120)
      }),
    )
  })
})

describe('the status of a printer', () => {
  it('reads what the programming guides print', () => {
    const told =
      '\x02030,1,1,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,1,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n'
    expect(readStatus('zpl', Buffer.from(told))).toEqual({
      faults: ['head_open', 'paper_out', 'paused'],
      isBusy: false,
    })
    expect(readStatus('zpl', Buffer.from(told.slice(0, 60)))).toBeNull()
    expect(readStatus('tspl', Buffer.of(0x05))).toEqual({ faults: ['head_open', 'paper_out'], isBusy: false })
    expect(readStatus('tspl', Buffer.of(0x20))).toEqual({ faults: [], isBusy: true })
    expect(readStatus('tspl', Buffer.alloc(0))).toBeNull()
  })

  it.each(PRINTER_LANGUAGES)('is answered and read back in %s', (language) => {
    const told: Record<string, readonly PrinterFault[]> = {
      zpl: ['head_open', 'paper_out', 'ribbon_out', 'too_hot', 'paused', 'other'],
      tspl: ['head_open', 'paper_out', 'ribbon_out', 'jam', 'paused', 'other'],
    }
    for (const fault of PRINTER_FAULTS.filter((one) => told[language]?.includes(one)))
      expect(readStatus(language, buildStatus(language, { faults: [fault], isBusy: true }))).toEqual({
        faults: [fault],
        isBusy: true,
      })
    expect(languageOf(STATUS_QUERIES[language])).toBe(language)
  })

  it('never throws on garbage', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const language of PRINTER_LANGUAGES) readStatus(language, bytes)
        readDocument(bytes)
      }),
    )
  })
})
