import { EXPORT_MARK, type OrderExportInput, type ReconcileFilter } from '@baton/contract'
import { writeXlsxStream, XLSX_MAX_ROWS_PER_SHEET } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import { listShops, listWarehouses, readMerchant } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { csvLine } from '../runtime/csv-cell.ts'
import { type ExportSetting, exportCells, exportHeadings, NUMBER_FORMATS } from './export-columns.ts'
import { settledMoment } from './moment.ts'
import { type AsOf, type OrderAsOf, readAsOf, readLinesAsOf } from './read-as-of.ts'
import { ZoneClock } from './zone-clock.ts'

export interface ExportFile {
  readonly name: string
  readonly contentType: string
  /** Pulled page by page; ending it early stops the reading. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/**
 * The orders as of a moment as a file that is made while it is read: memory holds one page, however many orders there are.
 * The first line, or row, tells its moment and filter, so that two files can be compared; at most 20 seconds before now.
 */
export async function exportOrders(ctx: Context, input: OrderExportInput): Promise<ExportFile> {
  const asOf = settledMoment(ctx, input.asOf)
  const setting = await readSetting(ctx, input.lang)
  const wanted = { asOf, filter: input.filter, setting }
  const name = `${EXPORT_MARK}-${asOf.toISOString().replace(/[-:]|\.\d+/g, '')}.${input.format}`
  if (input.format === 'xlsx')
    return {
      name,
      contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: xlsxBytes(readAsOf(ctx, wanted), wanted),
    }
  return {
    name,
    contentType: `text/csv; charset=${input.encoding}`,
    bytes: csvBytes(readLinesAsOf(ctx, wanted), { ...wanted, encoding: input.encoding }),
  }
}

/** Of today's names and the merchant's clock. */
export async function readSetting(ctx: Context, lang: OrderExportInput['lang']): Promise<ExportSetting> {
  const [merchant, shops, warehouses] = await Promise.all([
    readMerchant(ctx, ctx.sql),
    listShops(ctx),
    listWarehouses(ctx),
  ])
  return {
    lang,
    timeZone: merchant.timeZone,
    clock: new ZoneClock(merchant.timeZone),
    shops: new Map(shops.map(({ id, name }) => [id, name])),
    warehouses: new Map(warehouses.map(({ id, name }) => [id, name])),
  }
}

type Wanted = AsOf & { readonly setting: ExportSetting }

async function* csvBytes(
  pages: AsyncIterable<string>,
  { asOf, encoding, filter, setting }: Wanted & Pick<OrderExportInput, 'encoding'>,
): AsyncGenerator<Uint8Array> {
  const encode = encodings[encoding]
  const head = headCells(asOf, filter)
  yield encode(`${encoding === 'utf-8' ? '\uFEFF' : ''}${csvLine(head)}${csvLine(exportHeadings(setting))}`)
  for await (const lines of pages) yield encode(lines)
}

const encodings = {
  'utf-8': (text: string) => Buffer.from(text, 'utf8'),
  gbk: (text: string) => iconv.encode(text, 'gbk'),
} as const satisfies Record<OrderExportInput['encoding'], (text: string) => Uint8Array>

/** What a file says of itself before its headings. */
function headCells(asOf: Date, filter: ReconcileFilter): readonly string[] {
  return [EXPORT_MARK, asOf.toISOString(), JSON.stringify(filter)]
}

/** A sheet holds this many orders below its two rows of head and headings; the next ones go to a further sheet. */
const ORDERS_OF_SHEET = XLSX_MAX_ROWS_PER_SHEET - 2

async function* xlsxBytes(
  pages: AsyncIterable<readonly OrderAsOf[]>,
  { asOf, filter, setting }: Wanted,
): AsyncGenerator<Uint8Array> {
  async function* rows() {
    const headings = [...exportHeadings(setting)]
    let orders = 0
    yield headings
    for await (const page of pages)
      for (const order of page) {
        if (orders > 0 && orders % ORDERS_OF_SHEET === 0) yield headings
        orders += 1
        yield exportCells(order, setting)
      }
  }
  const head = headCells(asOf, filter)
  const columns = NUMBER_FORMATS.map((numFmt, at) => ({ header: head[at] ?? '', ...(numFmt && { numFmt }) }))
  const name = setting.clock.text(asOf).replaceAll(':', '.')
  yield* writeXlsxStream(rows(), { name, columns, freezePane: { rows: 2 } })
}
