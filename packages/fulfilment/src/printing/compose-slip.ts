import type { HandOverList, PrintSheet } from '@baton/contract'
import { CARRIER_LABELS } from '@baton/contract'
import { DOTS_PER_MM, type PrintPage, SLIP_PAPER } from '@baton/platforms/label-printer'
import { linesOf, text, totalOf } from './compose-label.ts'

const WIDTH = SLIP_PAPER.width * DOTS_PER_MM
const EDGE = 24
const INNER = WIDTH - 2 * EDGE - 8
const LINES_PER_PAGE = 15

/** Packing slips of 76 × 130 mm: everything that must be in the box, on as many pages as it takes. */
export function composePackingSlip(sheet: PrintSheet): readonly PrintPage[] {
  const pages = Math.max(1, Math.ceil(sheet.lines.length / LINES_PER_PAGE))
  return Array.from({ length: pages }, (_, at) => {
    const lines = sheet.lines.slice(at * LINES_PER_PAGE, (at + 1) * LINES_PER_PAGE)
    const part = { ...sheet, lines, total: at === pages - 1 ? totalOf(sheet) : `接第 ${at + 2} 页` }
    return {
      paper: SLIP_PAPER,
      elements: [
        text(EDGE, 20, 2, `装箱单${pages > 1 ? ` ${at + 1}/${pages}` : ''}`, 340),
        text(EDGE, 80, 1, sheet.warehouseName ?? '', 340),
        text(EDGE, 116, 1, sheet.shopName, 340),
        text(EDGE, 152, 1, sheet.nativeNumber, 340),
        text(EDGE, 188, 1, sheet.receiver ? `${sheet.receiver.name} ${sheet.receiver.phone}` : '', 340),
        { kind: 'qr', x: 400, y: 20, module: 4, text: sheet.slipUrl },
        { kind: 'code128', x: EDGE, y: 228, height: 64, module: 2, text: sheet.orderId },
        { kind: 'box', x: 8, y: 330, width: WIDTH - 16, height: 2, thickness: 2 },
        ...linesOf(part, { top: 350, most: LINES_PER_PAGE, inner: INNER }),
      ],
    }
  })
}

/** What the driver takes along: the trip as barcode, and its totals. The list itself is a page of the browser. */
export function composeHandOver(list: HandOverList): readonly PrintPage[] {
  const { trip } = list
  const closed = trip.closedAt === null ? '装车中' : `${list.closedBy ?? ''} 已确认`
  return [
    {
      paper: SLIP_PAPER,
      elements: [
        text(EDGE, 20, 2, '装车交接单', INNER),
        text(EDGE, 84, 1, `${list.warehouseName} ${CARRIER_LABELS[trip.carrier].zh}`, INNER),
        { kind: 'code128', x: EDGE, y: 128, height: 100, module: 2, text: trip.code },
        text(EDGE, 290, 3, `${trip.parcels} 件`, INNER),
        text(EDGE, 380, 1, `${trip.orders} 个订单 ${closed}`, INNER),
        text(EDGE, 440, 1, `首件 ${list.rows[0]?.waybill ?? ''}`, INNER),
        text(EDGE, 476, 1, `末件 ${list.rows.at(-1)?.waybill ?? ''}`, INNER),
        text(EDGE, 620, 1, '司机签字', INNER),
        { kind: 'box', x: EDGE, y: 720, width: INNER, height: 2, thickness: 2 },
        text(EDGE, 800, 1, '仓库签字', INNER),
        { kind: 'box', x: EDGE, y: 900, width: INNER, height: 2, thickness: 2 },
      ],
    },
  ]
}

/** A page that shows whether Chinese, bars and the edges of the paper come out right. */
export function composeTest(printer: { name: string; warehouseName: string; at: string }): readonly PrintPage[] {
  const height = SLIP_PAPER.height * DOTS_PER_MM
  return [
    {
      paper: SLIP_PAPER,
      elements: [
        { kind: 'box', x: 8, y: 8, width: WIDTH - 16, height: height - 16, thickness: 3 },
        text(EDGE, 32, 3, '打印测试', INNER),
        text(EDGE, 128, 1, `${printer.warehouseName} ${printer.name}`, INNER),
        text(EDGE, 164, 1, printer.at, INNER),
        text(EDGE, 200, 1, 'ABCDEFG abcdefg 0123456789', INNER),
        { kind: 'code128', x: EDGE, y: 260, height: 120, module: 2, text: 'BATON-TEST-0123' },
        { kind: 'qr', x: EDGE, y: 460, module: 8, text: 'BATON-TEST-0123' },
        text(EDGE, 760, 1, '四边方框完整、条码能扫即为正常', INNER),
      ],
    },
  ]
}
