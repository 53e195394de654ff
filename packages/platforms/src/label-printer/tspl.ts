import iconv from 'iconv-lite'
import { type PrintElement, type PrintPage, printableCode, printableText } from './document.ts'

/** The simplified Chinese font of 24 dots that these printers have built in; it takes GB 18030 bytes. */
const FONT = 'TSS24.BF2'
const LINE_END = '\r\n'

/**
 * TSPL. A text sits between quotes, so its own quotes, backslashes and brackets are written full-width: older firmware
 * has no escape for them. Source: TSC, TSPL/TSPL2 Programming Language: BARCODE, BOX, QRCODE, SIZE, TEXT.
 */
export function buildTspl(pages: readonly PrintPage[]): Buffer {
  return Buffer.concat(
    pages.flatMap(({ paper, elements }) => [
      Buffer.from(
        ['', `SIZE ${paper.width} mm,${paper.height} mm`, 'GAP 2 mm,0 mm', 'DIRECTION 1', 'CLS', ''].join(LINE_END),
      ),
      ...elements.map((element) => iconv.encode(`${lineOf(element)}${LINE_END}`, 'gb18030')),
      Buffer.from(`PRINT 1,1${LINE_END}`),
    ]),
  )
}

function lineOf(element: PrintElement): string {
  const [x, y] = [Math.round(element.x), Math.round(element.y)]
  switch (element.kind) {
    case 'text':
      return `TEXT ${x},${y},"${FONT}",0,${element.scale},${element.scale},"${tsplText(element.text)}"`
    case 'code128': {
      const { height, module } = element
      return `BARCODE ${x},${y},"128",${height},1,0,${module},${module},"${printableCode(element.text)}"`
    }
    case 'qr':
      return `QRCODE ${x},${y},M,${element.module},A,0,"${printableCode(element.text)}"`
    case 'box':
      return `BOX ${x},${y},${x + element.width},${y + element.height},${element.thickness}`
  }
}

const FULL_WIDTH = { '"': '＂', '\\': '＼', '[': '［', ']': '］' } as const

/** A text as it stands between quotes. What the font cannot have, outside the two-byte part of GB 18030, is a `?`. */
export function tsplText(text: string): string {
  const safe = printableText(text).replace(/["\\[\]]/g, (one) => FULL_WIDTH[one as keyof typeof FULL_WIDTH])
  return [...safe].map((one) => (iconv.encode(one, 'gb18030').length > 2 ? '?' : one)).join('')
}

const NUMBER = '(\\d+)'
const LINES = {
  size: /^SIZE (\d+) mm,(\d+) mm$/,
  text: new RegExp(`^TEXT ${NUMBER},${NUMBER},"[^"]*",0,([123]),[123],"([^"]*)"$`),
  code128: new RegExp(`^BARCODE ${NUMBER},${NUMBER},"128",${NUMBER},1,0,${NUMBER},\\d+,"([^"]*)"$`),
  qr: new RegExp(`^QRCODE ${NUMBER},${NUMBER},M,${NUMBER},A,0,"([^"]*)"$`),
  box: new RegExp(`^BOX ${NUMBER},${NUMBER},${NUMBER},${NUMBER},${NUMBER}$`),
} as const

/** What a document prints, for whoever plays the printer; a line that it does not know is passed over. */
export function readTspl(document: Uint8Array): readonly PrintPage[] {
  const pages: PrintPage[] = []
  let paper = { width: 0, height: 0 }
  let elements: PrintElement[] = []
  for (const line of iconv.decode(Buffer.from(document), 'gb18030').split(LINE_END)) {
    const size = LINES.size.exec(line)
    if (size) paper = { width: Number(size[1]), height: Number(size[2]) }
    else if (line === 'CLS') elements = []
    else if (/^PRINT \d/.test(line)) pages.push({ paper, elements })
    else {
      const element = readLine(line)
      if (element) elements.push(element)
    }
  }
  return pages
}

function readLine(line: string): PrintElement | null {
  const text = LINES.text.exec(line)
  if (text) return { kind: 'text', ...placeOf(text), scale: Number(text[3]) as 1 | 2 | 3, text: text[4] ?? '' }
  const bars = LINES.code128.exec(line)
  if (bars)
    return { kind: 'code128', ...placeOf(bars), height: Number(bars[3]), module: Number(bars[4]), text: bars[5] ?? '' }
  const qr = LINES.qr.exec(line)
  if (qr) return { kind: 'qr', ...placeOf(qr), module: Number(qr[3]), text: qr[4] ?? '' }
  const box = LINES.box.exec(line)
  if (!box) return null
  const { x, y } = placeOf(box)
  return { kind: 'box', x, y, width: Number(box[3]) - x, height: Number(box[4]) - y, thickness: Number(box[5]) }
}

function placeOf(match: RegExpExecArray): { x: number; y: number } {
  return { x: Number(match[1]), y: Number(match[2]) }
}
