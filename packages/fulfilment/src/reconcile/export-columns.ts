import {
  HOLD_REASON_LABELS,
  type HoldReason,
  type Label,
  ORDER_STATE_LABELS,
  PLATFORM_LABELS,
  SELLER_FLAG_LABELS,
  SHOWN_STATUS_LABELS,
} from '@baton/contract'
import { csvCell, csvCellOf } from '../runtime/csv-cell.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'
import type { OrderAsOf } from './read-as-of.ts'
import type { ZoneClock } from './zone-clock.ts'

export type ExportLanguage = 'zh' | 'en'

/** What is the same for every line: the names of today, the clock and the language. */
export interface ExportSetting {
  readonly lang: ExportLanguage
  readonly timeZone: string
  readonly clock: ZoneClock
  readonly shops: ReadonlyMap<string, string>
  readonly warehouses: ReadonlyMap<string, string>
}

interface Column {
  readonly heading: Label
  /** Made by us of words and digits: no cell of it needs a look before it is written. */
  readonly plain?: true
  readonly cell: (order: OrderAsOf, setting: ExportSetting) => string | number | null
  /** On the merchant's clock, whose zone stands in its heading. */
  readonly isTime?: true
  /** What a workbook adds up; it keeps the text of other cells as text. */
  readonly number?: { readonly of: (order: OrderAsOf) => number; readonly format: string }
  /** The same, written by Postgres of a row of `orders`; of what is not plain, the cell of a CSV itself. */
  readonly text: (sql: Queryable, setting: ExportSetting) => Fragment
}

/** The columns of an export, each with its heading and how an order fills it. Ids are text; amounts are exact decimals. */
const COLUMNS: readonly Column[] = [
  { heading: { zh: '订单号', en: 'Order' }, plain: true, cell: (order) => order.id, text: (sql) => sql`id` },
  {
    heading: { zh: '渠道', en: 'Channel' },
    plain: true,
    cell: (order, { lang }) => PLATFORM_LABELS[order.platform][lang],
    text: (sql, { lang }) => wordOf(sql, sql`platform`, inOneLanguage(PLATFORM_LABELS, lang)),
  },
  {
    heading: { zh: '店铺', en: 'Shop' },
    cell: (order, { shops }) => shops.get(order.shopId) ?? null,
    text: (sql, { shops }) => wordOf(sql, sql`shop_id::text`, asCells(shops)),
  },
  {
    heading: { zh: '渠道订单号', en: 'Channel number' },
    cell: (order) => order.nativeNumber,
    text: (sql) => csvCellOf(sql, sql`native_number`),
  },
  {
    heading: { zh: '状态', en: 'Status' },
    plain: true,
    cell: (order, { lang }) => SHOWN_STATUS_LABELS[order.shown][lang],
    text: (sql, { lang }) => wordOf(sql, sql`shown`, inOneLanguage(SHOWN_STATUS_LABELS, lang)),
  },
  {
    heading: { zh: '订单轴', en: 'Order axis' },
    plain: true,
    cell: (order, { lang }) => ORDER_STATE_LABELS[order.state][lang],
    text: (sql, { lang }) => wordOf(sql, sql`state`, inOneLanguage(ORDER_STATE_LABELS, lang)),
  },
  {
    heading: { zh: '已签收', en: 'Signed' },
    plain: true,
    cell: (order, { lang }) => yesNo(order.signed, lang),
    text: (sql, { lang }) => yesNoOf(sql, sql`signed`, lang),
  },
  {
    heading: { zh: '已退款', en: 'Refunded' },
    plain: true,
    cell: (order, { lang }) => yesNo(order.refunded, lang),
    text: (sql, { lang }) => yesNoOf(sql, sql`refunded`, lang),
  },
  {
    heading: { zh: '挂起', en: 'Holds' },
    plain: true,
    cell: (order, { lang }) => holdsText(order.holdReasons, lang),
    text: (sql, { lang }) => holdsTextOf(sql, lang),
  },
  {
    heading: { zh: '旗标', en: 'Flag' },
    cell: ({ sellerFlag, sellerFlagLabel }, { lang }) =>
      sellerFlag && [SELLER_FLAG_LABELS[sellerFlag][lang], sellerFlagLabel].filter(Boolean).join(' '),
    text: (sql, { lang }) => flagTextOf(sql, lang),
  },
  {
    heading: { zh: '金额', en: 'Amount' },
    plain: true,
    cell: (order) => amountText(order.amountFen),
    number: { of: (order) => order.amountFen / 100, format: '0.00' },
    text: (sql) => sql`amount_fen * 0.01`,
  },
  {
    heading: { zh: '币种', en: 'Currency' },
    cell: (order) => order.currency,
    text: (sql) => csvCellOf(sql, sql`currency`),
  },
  {
    heading: { zh: '件数', en: 'Items' },
    plain: true,
    cell: (order) => order.itemCount,
    text: (sql) => sql`item_count`,
  },
  {
    heading: { zh: '渠道状态', en: "Channel's word" },
    cell: (order) => order.nativeStatus,
    text: (sql) => csvCellOf(sql, sql`native_status`),
  },
  {
    heading: { zh: '仓库', en: 'Warehouse' },
    cell: (order, { warehouses }) => warehouses.get(order.warehouseId ?? '') ?? null,
    text: (sql, { warehouses }) => wordOf(sql, sql`warehouse_id::text`, asCells(warehouses)),
  },
  {
    heading: { zh: '下单时间', en: 'Ordered' },
    plain: true,
    isTime: true,
    cell: (order, { clock }) => clock.text(order.orderedAt),
    text: (sql, setting) => clockOf(sql, sql`ordered_at`, setting),
  },
  {
    heading: { zh: '付款时间', en: 'Paid' },
    plain: true,
    isTime: true,
    cell: (order, { clock }) => order.paidAt && clock.text(order.paidAt),
    text: (sql, setting) => clockOf(sql, sql`paid_at`, setting),
  },
  {
    heading: { zh: '发货时间', en: 'Shipped' },
    plain: true,
    isTime: true,
    cell: (order, { clock }) => order.shippedAt && clock.text(order.shippedAt),
    text: (sql, setting) => clockOf(sql, sql`shipped_at`, setting),
  },
  { heading: { zh: '变更序号', en: 'Change no.' }, plain: true, cell: (order) => order.seq, text: (sql) => sql`seq` },
  {
    heading: { zh: '变更时间', en: 'Changed' },
    plain: true,
    isTime: true,
    cell: (order, { clock }) => clock.text(order.updatedAt),
    text: (sql, setting) => clockOf(sql, sql`updated_at`, setting),
  },
]

export function exportHeadings(setting: ExportSetting): readonly string[] {
  return COLUMNS.map(({ heading, isTime }) => (isTime ? timeHeading(heading, setting) : heading[setting.lang]))
}

/** Of a column of times: whoever gets the file need not ask by which clock. */
export function timeHeading(heading: Label, { lang, timeZone }: Pick<ExportSetting, 'lang' | 'timeZone'>): string {
  return `${heading[lang]} (${timeZone})`
}

/** For the columns of a workbook; undefined: as it is. */
export const NUMBER_FORMATS: readonly (string | undefined)[] = COLUMNS.map((column) => column.number?.format)

/** The cells of a workbook's row. */
export function exportCells(order: OrderAsOf, setting: ExportSetting): (string | number | null)[] {
  return COLUMNS.map((column) => column.number?.of(order) ?? column.cell(order, setting))
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

/** The same line, as Postgres writes it of a row of `orders`: what needs no fold needs no object of ours. */
export function exportLineOf(sql: Queryable, setting: ExportSetting): Fragment {
  const cells = COLUMNS.map((column) => column.text(sql, setting))
  return sql`concat(${cells.reduce((line, cell) => sql`${line}, ',', ${cell}`)}, E'\\r\\n')`
}

function wordOf(sql: Queryable, value: Fragment, words: Readonly<Record<string, string>>): Fragment {
  return sql`${sql.json(words)}::jsonb ->> ${value}`
}

function inOneLanguage(labels: Readonly<Record<string, Label>>, lang: ExportLanguage): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([word, label]) => [word, label[lang]]))
}

function asCells(names: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...names].map(([id, name]) => [id, csvCell(name)]))
}

function yesNoOf(sql: Queryable, value: Fragment, lang: ExportLanguage): Fragment {
  return sql`CASE WHEN ${value} THEN ${yesNo(true, lang)} ELSE ${yesNo(false, lang)} END`
}

function holdsTextOf(sql: Queryable, lang: ExportLanguage): Fragment {
  const word = wordOf(sql, sql`reason`, inOneLanguage(HOLD_REASON_LABELS, lang))
  return sql`CASE WHEN hold_reasons <> '{}' THEN
    (SELECT string_agg(${word}, '|' ORDER BY place) FROM unnest(hold_reasons) WITH ORDINALITY AS held (reason, place)) END`
}

function flagTextOf(sql: Queryable, lang: ExportLanguage): Fragment {
  const word = wordOf(sql, sql`seller_flag`, inOneLanguage(SELLER_FLAG_LABELS, lang))
  return sql`CASE WHEN seller_flag IS NOT NULL THEN ${csvCellOf(sql, sql`concat_ws(' ', ${word}, seller_flag_label)`)} END`
}

function clockOf(sql: Queryable, instant: Fragment, { timeZone }: ExportSetting): Fragment {
  return sql`left((${instant} AT TIME ZONE ${timeZone})::text, 19)`
}

export function yesNo(value: boolean, lang: ExportLanguage): string {
  if (lang === 'zh') return value ? '是' : '否'
  return value ? 'yes' : 'no'
}

export function holdsText(reasons: readonly HoldReason[], lang: ExportLanguage): string {
  return reasons.map((reason) => HOLD_REASON_LABELS[reason][lang]).join('|')
}

/** Fen as a decimal of the currency: 12900 → `129.00`. */
export function amountText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
