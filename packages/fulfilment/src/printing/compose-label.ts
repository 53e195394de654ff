import { carrierLabel, type PrintSheet } from '@baton/contract'
import { DOTS_PER_MM, LABEL_PAPER, type PrintElement, type PrintPage, wrapText } from '@baton/platforms/label-printer'

const EDGE = 24
const WIDTH = LABEL_PAPER.width * DOTS_PER_MM
const HEIGHT = LABEL_PAPER.height * DOTS_PER_MM
const INNER = WIDTH - 2 * EDGE - 16
const LINES_TOP = 680
const LINE_STEP = 40
const MOST_LINES = 11

/** A label of 100 × 150 mm for each parcel; of an order without waybill one, with the global id as its barcode. */
export function composeLabel(sheet: PrintSheet): readonly PrintPage[] {
  const parcels = sheet.parcels.length > 0 ? sheet.parcels : [null]
  return parcels.map((parcel, at) => ({
    paper: LABEL_PAPER,
    elements: [
      { kind: 'box', x: 8, y: 8, width: WIDTH - 16, height: HEIGHT - 16, thickness: 3 },
      ...headOf(sheet, parcel?.carrier ?? null, parcels.length > 1 ? `${at + 1}/${parcels.length}` : ''),
      { kind: 'code128', x: EDGE + 16, y: 136, height: 130, module: 3, text: parcel?.waybill ?? sheet.orderId },
      rule(320),
      ...receiverOf(sheet),
      { kind: 'qr', x: 560, y: 340, module: 6, text: sheet.labelUrl },
      rule(LINES_TOP - 20),
      ...linesOf({ ...sheet, total: totalOf(sheet) }, { top: LINES_TOP, most: MOST_LINES, inner: INNER }),
    ],
  }))
}

function headOf(sheet: PrintSheet, carrier: string | null, part: string): readonly PrintElement[] {
  const name = carrier ? carrierLabel(carrier).zh : '待填运单'
  return [
    text(EDGE + 8, 28, 3, `${name} ${part}`.trim(), 520),
    text(560, 40, 1, sheet.warehouseName ?? '', 220),
    text(EDGE + 8, 108, 1, `${sheet.shopName} ${sheet.nativeNumber}`, INNER),
  ]
}

function receiverOf(sheet: PrintSheet): readonly PrintElement[] {
  const { receiver } = sheet
  const room = 510
  return [
    text(EDGE + 8, 344, 2, receiver ? `${receiver.name} ${receiver.phone}` : '', room),
    ...wrapText(receiver?.region ?? '', { width: room, scale: 1, lines: 2 }).map((line, at) =>
      text(EDGE + 8, 408 + at * 32, 1, line, room),
    ),
    text(EDGE + 8, 500, 2, sheet.orderId, room),
    ...wrapText(sheet.sellerMemo ?? '', { width: room, scale: 1, lines: 2 }).map((line, at) =>
      text(EDGE + 8, 568 + at * 32, 1, line, room),
    ),
  ]
}

export function totalOf(sheet: PrintSheet): string {
  return `共 ${sheet.lines.length} 种 ${sheet.pieces} 件`
}

/** Lines of the order, and how many found no room; at the foot what they come to. */
export function linesOf(
  sheet: Pick<PrintSheet, 'lines'> & { readonly total: string },
  room: { top: number; most: number; inner: number },
): readonly PrintElement[] {
  const shown = sheet.lines.length > room.most ? sheet.lines.slice(0, room.most - 1) : sheet.lines
  const left = sheet.lines.length - shown.length
  const rows = shown.map(({ sku, title, quantity }, at) => {
    const y = room.top + at * LINE_STEP
    return [
      text(EDGE + 8, y, 1, [sku, title].filter(Boolean).join(' '), room.inner - 96),
      text(EDGE + 8 + room.inner - 84, y, 1, `× ${quantity}`, 96),
    ]
  })
  const end = room.top + shown.length * LINE_STEP
  return [
    ...rows.flat(),
    ...(left > 0 ? [text(EDGE + 8, end, 1, `…… 另有 ${left} 行，见装箱单或系统`, room.inner)] : []),
    text(EDGE + 8, end + (left > 0 ? LINE_STEP : 0) + 4, 1, sheet.total, room.inner),
  ]
}

function rule(y: number): PrintElement {
  return { kind: 'box', x: 8, y, width: WIDTH - 16, height: 3, thickness: 3 }
}

/** One line of text, cut to its room. */
export function text(x: number, y: number, scale: 1 | 2 | 3, words: string, width: number): PrintElement {
  const [line = ''] = wrapText(words, { width, scale, lines: 1 })
  return { kind: 'text', x, y, scale, text: line }
}
