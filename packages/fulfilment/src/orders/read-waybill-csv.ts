import { CARRIERS, type CarrierCode, type CsvImportResult, carrierNamed, type Label } from '@baton/contract'
import { plainCell } from '../runtime/csv-cell.ts'
import { readCsv } from '../runtime/read-csv.ts'

/** One line of the file: the order as it is named there, its carrier in our code. */
export interface WaybillRow {
  readonly line: number
  readonly order: string
  readonly carrier: CarrierCode
  readonly waybill: string
}

type LineError = CsvImportResult['errors'][number]
type Cells = Partial<Record<(typeof COLUMNS)[number], string>>
type Read = { readonly rows: readonly WaybillRow[]; readonly count: number; readonly errors: readonly LineError[] }

const COLUMNS = ['order', 'carrier', 'waybill'] as const
const MOST_ROWS = 5000
const WAYBILL = /^[A-Za-z0-9-]{5,40}$/
/** What a spreadsheet makes of a long number. */
const ROUNDED = /^\d(\.\d+)?E\+\d+$/i

/** Reads `order,carrier,waybill`, or every line that is wrong. Cells may be as `csvCell` writes them. */
export function readWaybillCsv(csv: string): Read {
  const read = readCsv(csv, {
    columnOf: (header) => header.toLowerCase(),
    cellOf: (cell) => plainCell(cell).trim(),
  })
  if ('brokenAt' in read)
    return wrongFile(read.brokenAt, {
      zh: 'CSV 格式有误：引号或列数不对',
      en: 'Not a well-formed CSV: quotes or column count',
    })
  const records = read.rows
  const [first] = records
  if (!first) return wrongFile(1, { zh: '没有数据行', en: 'There are no rows' })
  const tooMany = records[MOST_ROWS]
  if (tooMany)
    return wrongFile(tooMany.line, {
      zh: `最多 ${MOST_ROWS} 行，请分次导入`,
      en: `At most ${MOST_ROWS} rows; import in parts`,
    })
  const missing = COLUMNS.filter((column) => !(column in first.cells))
  if (missing.length > 0)
    return wrongFile(1, { zh: `缺少列 ${missing.join('、')}`, en: `Missing columns ${missing.join(', ')}` })
  const rows: WaybillRow[] = []
  const errors: LineError[] = []
  for (const { line, cells } of records) {
    const { order = '', carrier = '', waybill = '' }: Cells = cells
    const code = carrierNamed(carrier)
    const problems = problemsOf(line, { order, code, waybill })
    if (problems.length === 0 && code) rows.push({ line, order, carrier: code, waybill })
    errors.push(...problems)
  }
  return { rows, count: records.length, errors }
}

function problemsOf(line: number, told: { order: string; code: CarrierCode | null; waybill: string }): LineError[] {
  const { order, code, waybill } = told
  const problems: LineError[] = []
  if (order === '' || order.length > 64 || ROUNDED.test(order))
    problems.push({ line, column: 'order', message: ROUNDED.test(order) ? ROUNDED_AWAY : NO_NUMBER })
  if (code === null) problems.push({ line, column: 'carrier', message: NO_CARRIER })
  if (!WAYBILL.test(waybill))
    problems.push({ line, column: 'waybill', message: ROUNDED.test(waybill) ? ROUNDED_AWAY : NO_WAYBILL })
  return problems
}

function wrongFile(line: number, message: Label): Read {
  return { rows: [], count: 0, errors: [{ line, column: null, message }] }
}

const ROUNDED_AWAY: Label = {
  zh: '数字被表格软件改成了科学计数，请把该列设为文本后重新导出',
  en: 'A spreadsheet rounded this number; format the column as text and export again',
}
const NO_NUMBER: Label = { zh: '缺少订单号，或太长', en: 'The order number is missing or too long' }
const NO_WAYBILL: Label = {
  zh: '运单号应为 5–40 位字母、数字或“-”',
  en: 'A waybill has 5 to 40 letters, digits or “-”',
}
const NO_CARRIER: Label = {
  zh: `承运商应为 ${CARRIERS.join('、')} 之一，或其名称`,
  en: `The carrier should be one of ${CARRIERS.join(', ')}, or its name`,
}
