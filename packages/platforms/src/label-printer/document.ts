/** Dots per millimetre at 203 dpi. */
export const DOTS_PER_MM = 8

/** Paper in millimetres. */
export const LABEL_PAPER = { width: 100, height: 150 } as const
export const SLIP_PAPER = { width: 76, height: 130 } as const

export interface Paper {
  readonly width: number
  readonly height: number
}

/** One page: a flat list of what is on it. Places and lengths in dots from the upper left corner. */
export interface PrintPage {
  readonly paper: Paper
  readonly elements: readonly PrintElement[]
}

export type PrintElement =
  | {
      readonly kind: 'text'
      readonly x: number
      readonly y: number
      /** Times 24 dots: the height of a line, and the width of a Chinese character. */
      readonly scale: 1 | 2 | 3
      readonly text: string
    }
  | {
      readonly kind: 'code128'
      readonly x: number
      readonly y: number
      readonly height: number
      /** Width of the narrowest bar. */
      readonly module: number
      readonly text: string
    }
  | { readonly kind: 'qr'; readonly x: number; readonly y: number; readonly module: number; readonly text: string }
  | {
      readonly kind: 'box'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly thickness: number
    }

export const TEXT_DOTS = 24

/** One line of text as any printer can print it: control characters become spaces, lone surrogates a question mark. */
export function printableText(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}|[\u2028\u2029]/gu, ' ')
}

/** What a barcode may hold: printable ASCII without the characters by which printers begin an escape of their own. */
export function printableCode(text: string): string {
  return text.replace(/[^\x20-\x7e]|["\\>]/g, '')
}

/** Dots that a text takes in one line: Chinese characters are square, others half as wide. */
export function textWidth(text: string, scale: number): number {
  let halves = 0
  for (const character of text) halves += isWide(character) ? 2 : 1
  return (halves * TEXT_DOTS * scale) / 2
}

function isWide(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= 0x1100
}

/** A text in lines of at most so many dots; the last of too many ends in an ellipsis. */
export function wrapText(text: string, room: { width: number; scale: number; lines: number }): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const character of printableText(text).trim()) {
    if (textWidth(line + character, room.scale) > room.width) {
      lines.push(line)
      line = ''
    }
    line += character
  }
  if (line !== '') lines.push(line)
  if (lines.length <= room.lines) return lines
  const last = [...(lines[room.lines - 1] ?? '')]
  while (last.length > 0 && textWidth(`${last.join('')}…`, room.scale) > room.width) last.pop()
  return [...lines.slice(0, room.lines - 1), `${last.join('')}…`]
}
