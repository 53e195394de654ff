import {
  HOLD_REASON_LABELS,
  type HoldReason,
  type Label,
  ORDER_STATE_LABELS,
  PLATFORM_LABELS,
  SHOWN_STATUS_LABELS,
} from '@baton/contract'
import { csvCell } from '../runtime/csv-cell.ts'
import type { OrderAsOf } from './read-as-of.ts'
import type { ZoneClock } from './zone-clock.ts'

export type ExportLanguage = 'zh' | 'en'

/** What is the same for every line: the names of today, the clock and the language. */
export interface ExportSetting {
  readonly lang: ExportLanguage
  readonly clock: ZoneClock
  readonly shops: ReadonlyMap<string, string>
  readonly warehouses: ReadonlyMap<string, string>
}

interface Column {
  readonly heading: Label
  /** Made by us of words and digits: no cell of it needs a look before it is written. */
  readonly plain?: true
  readonly cell: (order: OrderAsOf, setting: ExportSetting) => string | number | null
}

/** The columns of an export, each with its heading and how an order fills it. Ids are text; amounts are exact decimals. */
const COLUMNS: readonly Column[] = [
  { heading: { zh: '订单号', en: 'Order' }, plain: true, cell: (order) => order.id },
  {
    heading: { zh: '渠道', en: 'Channel' },
    plain: true,
    cell: (order, { lang }) => PLATFORM_LABELS[order.platform][lang],
  },
  { heading: { zh: '店铺', en: 'Shop' }, cell: (order, { shops }) => shops.get(order.shopId) ?? null },
  { heading: { zh: '渠道订单号', en: 'Channel number' }, cell: (order) => order.nativeNumber },
  {
    heading: { zh: '状态', en: 'Status' },
    plain: true,
    cell: (order, { lang }) => SHOWN_STATUS_LABELS[order.shown][lang],
  },
  {
    heading: { zh: '订单轴', en: 'Order axis' },
    plain: true,
    cell: (order, { lang }) => ORDER_STATE_LABELS[order.state][lang],
  },
  { heading: { zh: '已签收', en: 'Signed' }, plain: true, cell: (order, { lang }) => yesNo(order.signed, lang) },
  { heading: { zh: '已退款', en: 'Refunded' }, plain: true, cell: (order, { lang }) => yesNo(order.refunded, lang) },
  { heading: { zh: '挂起', en: 'Holds' }, plain: true, cell: (order, { lang }) => holdsText(order.holdReasons, lang) },
  { heading: { zh: '金额', en: 'Amount' }, plain: true, cell: (order) => amountText(order.amountFen) },
  { heading: { zh: '币种', en: 'Currency' }, cell: (order) => order.currency },
  { heading: { zh: '件数', en: 'Items' }, plain: true, cell: (order) => order.itemCount },
  { heading: { zh: '渠道状态', en: "Channel's word" }, cell: (order) => order.nativeStatus },
  {
    heading: { zh: '仓库', en: 'Warehouse' },
    cell: (order, { warehouses }) => warehouses.get(order.warehouseId ?? '') ?? null,
  },
  { heading: { zh: '下单时间', en: 'Ordered' }, plain: true, cell: (order, { clock }) => clock.text(order.orderedAt) },
  {
    heading: { zh: '付款时间', en: 'Paid' },
    plain: true,
    cell: (order, { clock }) => order.paidAt && clock.text(order.paidAt),
  },
  {
    heading: { zh: '发货时间', en: 'Shipped' },
    plain: true,
    cell: (order, { clock }) => order.shippedAt && clock.text(order.shippedAt),
  },
  { heading: { zh: '变更序号', en: 'Change no.' }, plain: true, cell: (order) => order.seq },
  { heading: { zh: '变更时间', en: 'Changed' }, plain: true, cell: (order, { clock }) => clock.text(order.updatedAt) },
]

export function exportHeadings(lang: ExportLanguage): readonly string[] {
  return COLUMNS.map((column) => column.heading[lang])
}

export function exportCells(order: OrderAsOf, setting: ExportSetting): (string | number | null)[] {
  return COLUMNS.map((column) => column.cell(order, setting))
}

/** The same cells as a line of a CSV. */
export function exportLine(order: OrderAsOf, setting: ExportSetting): string {
  let line = ''
  for (const [index, column] of COLUMNS.entries()) {
    const value = column.cell(order, setting)
    if (index > 0) line += ','
    if (value !== null) line += column.plain ? value : csvCell(value)
  }
  return `${line}\r\n`
}

function yesNo(value: boolean, lang: ExportLanguage): string {
  if (lang === 'zh') return value ? '是' : '否'
  return value ? 'yes' : 'no'
}

function holdsText(reasons: readonly HoldReason[], lang: ExportLanguage): string {
  return reasons.map((reason) => HOLD_REASON_LABELS[reason][lang]).join('|')
}

/** Fen as a decimal of the currency: 12900 → `129.00`. */
export function amountText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
