import { ErpWrite } from '@baton/contract'
import { Failure } from '../runtime/failure.ts'
import { type CsvRow, readCsv } from '../runtime/read-csv.ts'
import { orderRefOf } from './order-ref.ts'

const MOST_ROWS = 5000
const COLUMNS = ['order', 'shop', 'status', 'carrier', 'waybill'] as const

/**
 * The writes of a CSV export: `order` (Baton's id or the channel's number) and `status`, optionally `shop`, `carrier` and
 * `waybill`. Nothing is taken from a file with a wrong line; the answer names the lines. Throws `CSV_INVALID`.
 */
export function readStatusCsv(text: string): readonly ErpWrite[] {
  const rows = readRows(text)
  const writes: ErpWrite[] = []
  const wrong: Record<string, string> = {}
  for (const { line, cells } of rows) {
    const parsed = ErpWrite.safeParse(writeOf(cells))
    if (parsed.success) writes.push(parsed.data)
    else if (Object.keys(wrong).length < 50) wrong[`line ${line}`] = parsed.error.issues[0]?.message ?? 'wrong'
  }
  if (Object.keys(wrong).length > 0) throw new Failure('CSV_INVALID', { fields: wrong })
  return writes
}

type Row = Partial<Record<(typeof COLUMNS)[number], string>>

function readRows(text: string): readonly CsvRow[] {
  const read = readCsv(text)
  if ('brokenAt' in read) throw new Failure('CSV_INVALID', { fields: { [`line ${read.brokenAt}`]: read.problem } })
  const { rows } = read
  if (rows.length === 0 || rows.length > MOST_ROWS)
    throw new Failure('CSV_INVALID', { fields: { file: `1 to ${MOST_ROWS} rows` } })
  const strange = Object.keys(rows[0]?.cells ?? {}).filter((name) => !COLUMNS.some((column) => column === name))
  if (strange.length > 0) throw new Failure('CSV_INVALID', { fields: { [strange[0] ?? '']: 'unknown column' } })
  return rows
}

function writeOf({ order = '', shop, status, carrier, waybill }: Row): unknown {
  const parcels = carrier || waybill ? [{ carrier: carrier ?? '', waybill: waybill ?? '' }] : []
  return {
    order: orderRefOf(order, shop),
    report: { kind: 'status', to: status, parcels },
  }
}
