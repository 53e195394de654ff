import { DOTS_PER_MM, type PrintElement, type PrintPage, printableCode, printableText, TEXT_DOTS } from './document.ts'

/** Zebra's own Chinese bitmap font; printers sold in China carry it. Others need a font of this name. */
const CHINESE_FONT = 'E:SIMSUN.FNT'

/**
 * ZPL II, UTF-8 by ^CI28. Every text goes through ^FH, so that no `^` or `~` of it reaches the printer as a command.
 * Source: Zebra, ZPL II Programming Guide: ^A, ^BC, ^BQ, ^CI, ^FH, ^GB.
 */
export function buildZpl(pages: readonly PrintPage[]): Buffer {
  return Buffer.from(pages.map(pageOf).join(''), 'utf8')
}

function pageOf({ paper, elements }: PrintPage): string {
  const size = `^PW${paper.width * DOTS_PER_MM}^LL${paper.height * DOTS_PER_MM}`
  return `^XA^CI28${size}^LH0,0\n${elements.map(fieldOf).join('\n')}\n^PQ1^XZ\n`
}

function fieldOf(element: PrintElement): string {
  const place = `^FO${Math.round(element.x)},${Math.round(element.y)}`
  switch (element.kind) {
    case 'text': {
      const text = printableText(element.text)
      const size = TEXT_DOTS * element.scale
      const font = /^[\x20-\x7e]*$/.test(text) ? `^A0N,${size},${size}` : `^A@N,${size},${size},${CHINESE_FONT}`
      return `${place}${font}${fieldData(text)}`
    }
    case 'code128':
      return `${place}^BY${element.module}^BCN,${element.height},Y,N,N${fieldData(`>:${printableCode(element.text)}`)}`
    case 'qr':
      return `${place}^BQN,2,${element.module}${fieldData(`MA,${printableCode(element.text)}`)}`
    case 'box':
      return `${place}^GB${element.width},${element.height},${element.thickness}^FS`
  }
}

/** Field data in which everything but plain characters is written as `_` and its hexadecimal value. */
function fieldData(text: string): string {
  const escaped = text.replace(/[^A-Za-z0-9 .,:;/()+=?&%#@!*'\u0080-\u{10ffff}>-]/gu, (character) => {
    return `_${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  })
  return `^FH^FD${escaped}^FS`
}

interface ZplField {
  x: number
  y: number
  module: number
  hex: boolean
  made: ((text: string) => PrintElement) | null
}

/** What a document prints, for whoever plays the printer; a command that it does not know is passed over. */
export function readZpl(document: Uint8Array): readonly PrintPage[] {
  const commands = new TextDecoder('utf-8').decode(document).split(/(?=[\^~])/)
  const pages: { paper: { width: number; height: number }; elements: PrintElement[] }[] = []
  let page: (typeof pages)[number] | null = null
  let field = newField()
  for (const command of commands) {
    const name = /^[\^~](A@|A[0-9]|[A-Z]{2})/.exec(command)?.[1]
    if (name === undefined) continue
    const rest = command.slice(1 + name.length)
    if (name === 'XA') page = { paper: { width: 0, height: 0 }, elements: [] }
    if (page === null) continue
    if (name === 'XZ') {
      pages.push(page)
      page = null
    } else if (name === 'PW') page.paper.width = Number.parseInt(rest, 10) / DOTS_PER_MM
    else if (name === 'LL') page.paper.height = Number.parseInt(rest, 10) / DOTS_PER_MM
    else if (name === 'FS') field = newField()
    else {
      const element = readFieldPart(field, name, rest)
      if (element) page.elements.push(element)
    }
  }
  return pages
}

function newField(): ZplField {
  return { x: 0, y: 0, module: 2, hex: false, made: null }
}

function readFieldPart(field: ZplField, name: string, rest: string): PrintElement | null {
  const numbers = rest.split(',').map((part) => Number.parseInt(part, 10))
  const at = { x: field.x, y: field.y }
  if (name === 'FO') [field.x, field.y] = [numbers[0] ?? 0, numbers[1] ?? 0]
  else if (name === 'BY') field.module = numbers[0] ?? 2
  else if (name === 'FH') field.hex = true
  else if (name.startsWith('A')) {
    const scale = Math.min(3, Math.max(1, Math.round((numbers[1] ?? TEXT_DOTS) / TEXT_DOTS))) as 1 | 2 | 3
    field.made = (text) => ({ kind: 'text', ...at, scale, text })
  } else if (name === 'BC') {
    const shape = { module: field.module, height: numbers[1] ?? 100 }
    field.made = (text) => ({ kind: 'code128', ...at, ...shape, text: text.replace(/^>[:;]/, '') })
  } else if (name === 'BQ')
    field.made = (text) => ({ kind: 'qr', ...at, module: numbers[2] ?? 4, text: text.replace(/^..,/, '') })
  else if (name === 'GB')
    return { kind: 'box', ...at, width: numbers[0] ?? 0, height: numbers[1] ?? 0, thickness: numbers[2] ?? 1 }
  else if (name === 'FD') return field.made?.(field.hex ? withoutHex(rest) : rest) ?? null
  return null
}

function withoutHex(text: string): string {
  const parts = text.split(/_([0-9A-Fa-f]{2})/)
  return Buffer.concat(
    parts.map((part, at) => (at % 2 === 1 ? Buffer.from(part, 'hex') : Buffer.from(part, 'utf8'))),
  ).toString('utf8')
}
