import { type Label, PLATFORM_LABELS, TOTAL_LABELS, type TotalKind, type TotalsExportInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { csvLine } from '../runtime/csv-cell.ts'
import { amountText, timeHeading } from './export-columns.ts'
import type { ExportFile } from './export-orders.ts'
import { readSetting } from './export-orders.ts'
import { totalOrders } from './total-orders.ts'

const KINDS = Object.keys(TOTAL_LABELS) as TotalKind[]
const WORDS = {
  zh: { shop: ['渠道', '店铺', '币种'], orders: '单数', amount: '金额', all: '全部', sum: '合计' },
  en: {
    shop: ['Channel', 'Shop', 'Currency'],
    orders: 'orders',
    amount: 'amount',
    all: 'All',
    sum: 'Total',
  },
} as const

const AS_OF: Label = { zh: '时刻', en: 'Moment' }

/** The totals of a moment as a CSV (UTF-8 with its mark): a line for each shop and currency, then the sums; amounts as decimals. */
export async function exportTotals(ctx: Context, { lang, ...input }: TotalsExportInput): Promise<ExportFile> {
  const [totals, setting] = await Promise.all([totalOrders(ctx, input), readSetting(ctx, lang)])
  const words = WORDS[lang]
  const columns = [words.all, ...KINDS.map((kind) => TOTAL_LABELS[kind][lang])]
  const headings = columns.flatMap((column) => [`${column} ${words.orders}`, `${column} ${words.amount}`])
  const asOf = setting.clock.text(new Date(totals.asOf))
  const line = (names: readonly string[], of: (typeof totals.currencies)[number]) => {
    const cells = [of.all, ...KINDS.map((kind) => of.sums[kind])].flatMap(({ orders, fen }) => [
      orders,
      amountText(fen),
    ])
    return csvLine([...names, of.currency, ...cells, asOf])
  }
  const lines = [
    csvLine([...words.shop, ...headings, timeHeading(AS_OF, setting)]),
    ...totals.shops.map((shop) => line([PLATFORM_LABELS[shop.platform][lang], shop.shopName], shop)),
    ...totals.currencies.map((sum) => line([words.sum, ''], sum)),
  ]
  return {
    name: `baton-totals-${totals.asOf.replace(/[-:]|\.\d+/g, '')}.csv`,
    contentType: 'text/csv; charset=utf-8',
    bytes: once(Buffer.from(`\uFEFF${lines.join('')}`)),
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
