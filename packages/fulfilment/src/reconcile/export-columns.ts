import {
  HOLD_REASON_LABELS,
  type HoldReason,
  type Label,
  ORDER_STATE_LABELS,
  PLATFORM_LABELS,
  SHOWN_STATUS_LABELS,
} from '@baton/contract'
import type { OrderAsOf } from './read-as-of.ts'

export type ExportLanguage = 'zh' | 'en'

/** The columns of an export, each with its heading and how an order fills it. Ids are text; amounts are exact decimals. */
const COLUMNS: readonly { heading: Label; cell: (order: OrderAsOf, lang: ExportLanguage) => string | number | null }[] =
  [
    { heading: { zh: '订单号', en: 'Order' }, cell: (order) => order.id },
    { heading: { zh: '渠道', en: 'Channel' }, cell: (order, lang) => PLATFORM_LABELS[order.platform][lang] },
    { heading: { zh: '店铺', en: 'Shop' }, cell: (order) => order.shop },
    { heading: { zh: '渠道订单号', en: 'Channel number' }, cell: (order) => order.nativeNumber },
    { heading: { zh: '状态', en: 'Status' }, cell: (order, lang) => SHOWN_STATUS_LABELS[order.shown][lang] },
    { heading: { zh: '订单轴', en: 'Order axis' }, cell: (order, lang) => ORDER_STATE_LABELS[order.state][lang] },
    { heading: { zh: '已签收', en: 'Signed' }, cell: (order, lang) => yesNo(order.signed, lang) },
    { heading: { zh: '已退款', en: 'Refunded' }, cell: (order, lang) => yesNo(order.refunded, lang) },
    { heading: { zh: '挂起', en: 'Holds' }, cell: (order, lang) => holdsText(order.holds, lang) },
    { heading: { zh: '金额', en: 'Amount' }, cell: (order) => amountText(order.amountFen) },
    { heading: { zh: '币种', en: 'Currency' }, cell: (order) => order.currency },
    { heading: { zh: '件数', en: 'Items' }, cell: (order) => order.itemCount },
    { heading: { zh: '渠道状态', en: "Channel's word" }, cell: (order) => order.nativeStatus },
    { heading: { zh: '仓库', en: 'Warehouse' }, cell: (order) => order.warehouse },
    { heading: { zh: '下单时间', en: 'Ordered' }, cell: (order) => order.orderedAt },
    { heading: { zh: '付款时间', en: 'Paid' }, cell: (order) => order.paidAt },
    { heading: { zh: '发货时间', en: 'Shipped' }, cell: (order) => order.shippedAt },
    { heading: { zh: '变更序号', en: 'Change no.' }, cell: (order) => order.seq },
    { heading: { zh: '变更时间', en: 'Changed' }, cell: (order) => order.changedAt },
  ]

export function exportHeadings(lang: ExportLanguage): readonly string[] {
  return COLUMNS.map((column) => column.heading[lang])
}

export function exportCells(order: OrderAsOf, lang: ExportLanguage): (string | number | null)[] {
  return COLUMNS.map((column) => column.cell(order, lang))
}

function yesNo(value: boolean, lang: ExportLanguage): string {
  if (lang === 'zh') return value ? '是' : '否'
  return value ? 'yes' : 'no'
}

function holdsText(holds: string, lang: ExportLanguage): string {
  if (holds === '') return ''
  const reasons = holds.split('|') as HoldReason[]
  return reasons.map((reason) => HOLD_REASON_LABELS[reason][lang]).join('|')
}

/** Fen as a decimal of the currency: 12900 → `129.00`. */
export function amountText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
