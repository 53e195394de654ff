import { buildDocument, type PrintPage, STATUS_QUERIES } from '@baton/platforms/label-printer'
import { describe, expect, it } from 'vitest'
import { drawPage } from './draw-page.ts'
import { PrinterFeed } from './printer-feed.ts'

const page: PrintPage = {
  paper: { width: 100, height: 150 },
  elements: [
    { kind: 'text', x: 8, y: 8, scale: 2, text: '<面单> & 1' },
    { kind: 'code128', x: 8, y: 80, height: 120, module: 3, text: 'SF1234567890123' },
    { kind: 'qr', x: 8, y: 260, module: 6, text: 'http://hub/track/DB2026ABCDEFGH' },
    { kind: 'box', x: 0, y: 0, width: 800, height: 1200, thickness: 2 },
  ],
}

describe('the printer of the sandbox', () => {
  it.each(['zpl', 'tspl'] as const)('cuts a stream of %s into questions and pages, byte by byte', (language) => {
    const feed = new PrinterFeed()
    const query = STATUS_QUERIES[language]
    const stream = Buffer.concat([query, buildDocument(language, [page, page]), query])
    const parts = [...stream].flatMap((byte) => feed.take(Buffer.of(byte)))
    const kinds = parts.map((part) => (part.kind === 'pages' ? part.pages.length : part.language))
    expect(kinds).toEqual([language, 1, 1, language])
    expect(parts[1]).toEqual({ kind: 'pages', language, pages: [page] })
  })

  it('draws a page with barcodes that have every bar, and no text as markup', () => {
    const svg = drawPage(page)
    expect(svg).toContain('viewBox="0 0 800 1200"')
    expect(svg).toContain('&#60;面单&#62; &#38; 1')
    expect(svg.match(/<svg /g)).toHaveLength(3)
    expect(svg).not.toContain('style=')
  })
})
