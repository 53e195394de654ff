import {
  ACTOR_KIND_LABELS,
  COMPARED_COLUMNS,
  COMPARED_LABELS,
  type ComparedColumn,
  DIFFERENCE_LABELS,
  type DifferencesExportInput,
  type HoldReason,
  type Label,
  ORDER_STATE_LABELS,
  type OrderDifference,
  OrderState,
  PLATFORM_LABELS,
  SHOWN_STATUS_LABELS,
  ShownStatus,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { csvCell, csvLine } from '../runtime/csv-cell.ts'
import { readDifferences, readMoved, type Window } from './compare-orders.ts'
import { amountText, type ExportSetting, holdsText, timeHeading, yesNo } from './export-columns.ts'
import { type ExportFile, readSetting } from './export-orders.ts'
import { settledMoment } from './moment.ts'

/** All differences as a CSV that is made while it is read: in words, amounts as decimals beside their currency, times on the merchant's clock. */
export async function exportDifferences(ctx: Context, input: DifferencesExportInput): Promise<ExportFile> {
  const [before, after] = [settledMoment(ctx, input.before), settledMoment(ctx, input.after)]
  const setting = await readSetting(ctx, input.lang)
  const window = { before, after, filter: input.filter, shops: setting.shops, warehouses: setting.warehouses }
  return {
    name: `baton-differences-${after.toISOString().replace(/[-:]|\.\d+/g, '')}.csv`,
    contentType: 'text/csv; charset=utf-8',
    bytes: differenceBytes(ctx, window, setting),
  }
}

const HEADINGS: readonly Label[] = [
  { zh: '订单号', en: 'Order' },
  { zh: '渠道', en: 'Channel' },
  { zh: '店铺', en: 'Shop' },
  { zh: '渠道订单号', en: 'Channel number' },
  { zh: '差异', en: 'Difference' },
  { zh: '订单金额', en: 'Order amount' },
  { zh: '金额差', en: 'Amount difference' },
  { zh: '币种', en: 'Currency' },
  { zh: '变更序号', en: 'Change no.' },
  { zh: '操作方', en: 'Actor' },
  { zh: '操作者', en: 'By' },
  { zh: '事件', en: 'Event' },
]
const RECORDED: Label = { zh: '记录时间', en: 'Recorded' }
const BEFORE_AND_AFTER: readonly Label[] = [
  { zh: '（较早）', en: ' (earlier)' },
  { zh: '（较晚）', en: ' (later)' },
]

async function* differenceBytes(ctx: Context, window: Window, setting: ExportSetting): AsyncGenerator<Uint8Array> {
  const { lang, clock } = setting
  const columns = COMPARED_COLUMNS.flatMap((column) =>
    BEFORE_AND_AFTER.map((end) => COMPARED_LABELS[column][lang] + end[lang]),
  )
  const headings = [...HEADINGS.map((heading) => heading[lang]), timeHeading(RECORDED, setting), ...columns]
  yield Buffer.from(`\uFEFF${csvLine(headings)}`)
  for await (const difference of readDifferences(ctx, window, readMoved(ctx, window))) {
    const { id, platform, shopName, nativeNumber, kind, amountFen, currency, event, changed } = difference
    const order = [id, PLATFORM_LABELS[platform][lang], shopName, nativeNumber, DIFFERENCE_LABELS[kind][lang]]
    const amounts = [difference.orderFen, amountFen].map((fen) => (fen === null ? '' : amountText(fen)))
    const why = [event.seq, ACTOR_KIND_LABELS[event.actor][lang], event.actorName, event.cause]
    const cells = COMPARED_COLUMNS.flatMap((column) => valuesOf(changed, column, setting))
    const rest = csvLine([currency, ...why, clock.text(new Date(event.recordedAt)), ...cells])
    /* As text a negative amount would be guarded like a formula, and no spreadsheet would add it up. */
    yield Buffer.from(`${order.map(csvCell).join()},${amounts.join()},${rest}`)
  }
}

function valuesOf(
  changed: OrderDifference['changed'],
  column: ComparedColumn,
  setting: ExportSetting,
): (string | null)[] {
  const one = changed.find((value) => value.column === column)
  return one ? [one.before, one.after].map((text) => text && inWords(column, text, setting)) : [null, null]
}

function inWords(column: ComparedColumn, text: string, { lang, clock }: ExportSetting): string {
  switch (column) {
    case 'shown':
      return labelOf(ShownStatus.safeParse(text).data, SHOWN_STATUS_LABELS, lang) ?? text
    case 'state':
      return labelOf(OrderState.safeParse(text).data, ORDER_STATE_LABELS, lang) ?? text
    case 'signed':
    case 'refunded':
      return yesNo(text === 'true', lang)
    case 'amountFen':
      return amountText(Number(text))
    case 'holdReasons':
      return holdsText(text.split('|') as HoldReason[], lang)
    case 'paidAt':
    case 'shippedAt':
      return clock.text(new Date(text))
    case 'currency':
    case 'itemCount':
    case 'warehouseId':
    case 'nativeStatus':
      return text
  }
}

function labelOf<Word extends string>(
  word: Word | undefined,
  labels: Readonly<Record<Word, Label>>,
  lang: ExportSetting['lang'],
): string | undefined {
  return word && labels[word][lang]
}
