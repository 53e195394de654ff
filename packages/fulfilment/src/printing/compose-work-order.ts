import { carrierLabel } from '@baton/contract'
import { DOTS_PER_MM, type PrintElement, type PrintPage, SLIP_PAPER } from '@baton/platforms/label-printer'
import { text } from './compose-label.ts'

const WIDTH = SLIP_PAPER.width * DOTS_PER_MM
const EDGE = 24
const INNER = WIDTH - 2 * EDGE - 8
const TOP = 420
const STEP = 36
const ROWS_PER_PAGE = 15

/** What a return work order says; its customer comes masked. */
export interface WorkOrderSheet {
  readonly workOrder: string
  readonly orderId: string
  readonly nativeNumber: string
  readonly shopName: string
  readonly warehouseName: string | null
  readonly customer: string
  readonly returnCarrier: string | null
  readonly returnWaybill: string | null
  readonly lines: readonly {
    readonly sku: string | null
    readonly title: string
    readonly quantity: number
    /** As they were scanned at packing. */
    readonly serials: readonly string[]
  }[]
}

/** Return work orders of 76 × 130 mm, on as many pages as its items take: scanned, it takes the goods in. */
export function composeWorkOrder(sheet: WorkOrderSheet): readonly PrintPage[] {
  const rows = sheet.lines.flatMap(rowsOf)
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE))
  return Array.from({ length: pages }, (_, at) => ({
    paper: SLIP_PAPER,
    elements: [
      ...headOf(sheet, pages > 1 ? ` ${at + 1}/${pages}` : ''),
      ...rows.slice(at * ROWS_PER_PAGE, (at + 1) * ROWS_PER_PAGE).flatMap((row, line) => row(TOP + line * STEP)),
    ],
  }))
}

function headOf(sheet: WorkOrderSheet, part: string): readonly PrintElement[] {
  const { returnCarrier, returnWaybill } = sheet
  const parcel = [returnCarrier && carrierLabel(returnCarrier).zh, returnWaybill].filter(Boolean).join(' ')
  return [
    text(EDGE, 20, 2, `退货工单${part}`, INNER),
    text(EDGE, 80, 1, [sheet.warehouseName, sheet.shopName].filter(Boolean).join(' '), INNER),
    { kind: 'code128', x: EDGE, y: 116, height: 100, module: 3, text: sheet.workOrder },
    text(EDGE, 256, 1, `订单 ${sheet.orderId}`, INNER),
    text(EDGE, 290, 1, sheet.nativeNumber, INNER),
    text(EDGE, 324, 1, sheet.customer, INNER),
    text(EDGE, 358, 1, parcel === '' ? '买家还没填退货运单' : parcel, INNER),
    { kind: 'box', x: 8, y: TOP - 22, width: WIDTH - 16, height: 2, thickness: 2 },
  ]
}

/** An item, and below it each serial number that left with it. */
function rowsOf(line: WorkOrderSheet['lines'][number]): readonly ((y: number) => readonly PrintElement[])[] {
  const name = [line.sku, line.title].filter(Boolean).join(' ')
  return [
    (y) => [text(EDGE, y, 1, name, INNER - 96), text(EDGE + INNER - 84, y, 1, `× ${line.quantity}`, 96)],
    ...line.serials.map((serial) => (y: number) => [text(EDGE + 24, y, 1, `序列号 ${serial}`, INNER - 24)]),
  ]
}
