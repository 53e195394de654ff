import type { CsvImportInput, CsvImportResult } from '@baton/contract'
import type { z } from 'zod'
import type { Context } from '../runtime/context.ts'
import { type CsvRow, readCsv } from '../runtime/read-csv.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { COLUMNS, importerOf } from './csv-importers.ts'
import { csvIssue } from './csv-issue.ts'
import type { Importer, Row } from './importer.ts'
import { forgetNames } from './names.ts'

type CsvError = CsvImportResult['errors'][number]

const MAX_ROWS = 20_000
const MAX_ERRORS = 100

/**
 * Imports a CSV with a header row. Everything is checked first and written in one transaction; one wrong row and nothing is
 * imported. With `dryRun` it only checks and counts. Lists inside a cell are separated by `|`. Throws `VERSION_CONFLICT` when
 * somebody changes meanwhile what it is about to save.
 */
export async function importCsv(ctx: Context, input: CsvImportInput): Promise<CsvImportResult> {
  const read = readRows(input.csv, COLUMNS[input.kind])
  const importer = (await importerOf(ctx, input.kind, read.rows)) as Importer<Record<string, unknown>>
  const inputs: Record<string, unknown>[] = []
  const errors: CsvError[] = [...read.errors]
  const lineOf = new Map<string, number>()
  for (const { line, cells: row } of read.rows) {
    const parsed = importer.schema.safeParse(importer.toInput(row))
    if (!parsed.success) {
      errors.push(...parsed.error.issues.map((issue) => issueAt({ line, row }, importer, issue)))
      continue
    }
    const key = JSON.stringify(importer.key.map((field) => parsed.data[field]))
    const first = lineOf.get(key)
    if (first !== undefined) errors.push(toldTwice(importer, { line, first }))
    lineOf.set(key, first ?? line)
    inputs.push(parsed.data)
  }
  const older = inputs.filter((one) => importer.isOlder?.(one)).length
  const updated = inputs.filter((one) => importer.isKnown(one)).length - older
  const result = {
    rows: read.rows.length,
    created: inputs.length - updated - older,
    updated,
    ...(older > 0 && { older }),
    errors: errors.slice(0, MAX_ERRORS),
  }
  if (errors.length > 0 || input.dryRun) return { ...result, applied: false }
  await inTransaction(ctx, (tx) => importer.save(tx, inputs))
  forgetNames(ctx)
  return { ...result, applied: true }
}

function readRows(csv: string, columns: readonly string[]): { rows: readonly CsvRow[]; errors: readonly CsvError[] } {
  const failed = (line: number, zh: string, en: string) => ({
    rows: [],
    errors: [{ line, column: null, message: { zh, en } }],
  })
  const read = readCsv(csv)
  if ('brokenAt' in read)
    return failed(read.brokenAt, 'CSV 格式有误：引号或列数不对', 'Not a well-formed CSV: quotes or column count')
  const { rows } = read
  const first = rows[0]
  if (!first) return failed(1, '没有数据行', 'There are no rows')
  const tooMany = rows[MAX_ROWS]
  if (tooMany)
    return failed(tooMany.line, `最多 ${MAX_ROWS} 行，请分次导入`, `At most ${MAX_ROWS} rows; import in parts`)
  const missing = columns.filter((column) => !(column in first.cells))
  const errors = missing.map((column) => ({
    line: 1,
    column,
    message: { zh: `缺少列 ${column}`, en: `Column ${column} is missing` },
  }))
  return { rows: missing.length > 0 ? [] : rows, errors }
}

function toldTwice(
  { key, columnOf }: Importer<Record<string, unknown>>,
  { line, first }: { line: number; first: number },
): CsvError {
  const field = key.at(-1) ?? ''
  return {
    line,
    column: columnOf[field] ?? field,
    message: { zh: `与第 ${first} 行重复`, en: `The same as in line ${first}` },
  }
}

function issueAt(
  { line, row }: { line: number; row: Row },
  importer: Importer<Record<string, unknown>>,
  issue: z.core.$ZodIssue,
): CsvError {
  const field = String(issue.path[0] ?? '')
  const column = importer.columnOf[field] ?? field
  return { line, column, message: csvIssue(issue, { column, cell: row[column] ?? '' }) }
}
