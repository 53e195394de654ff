import {
  type CsvImportResult,
  isStandardOf,
  type MappingCsvInput,
  MappingSaveInput,
  PLATFORMS,
  STATUS_AXES,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { csvLine, plainCell } from '../runtime/csv-cell.ts'
import { inputInvalid } from '../runtime/failure.ts'
import { readCsv } from '../runtime/read-csv.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { previewWords } from './preview-mapping.ts'
import { releaseMapped } from './release-mapped.ts'
import { insertVersion, refuse } from './save-mapping.ts'
import { forgetStatusMaps, type MappedWord, readWords } from './status-maps.ts'

const COLUMNS = ['platform', 'axis', 'native', 'label', 'standard', 'version'] as const
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>
type LineError = CsvImportResult['errors'][number]
const MAX_ROWS = 5000
const MAX_ERRORS = 100

/** The whole map in force, one word a line; no cell is run as a formula or turned into a date by a spreadsheet. */
export async function exportMapping(ctx: Context): Promise<{ csv: string }> {
  const words = await readWords(ctx.sql)
  const lines = words.map((word) =>
    csvLine([word.platform, word.axis, word.native, word.label, word.standard ?? '', word.version]),
  )
  return { csv: `\uFEFF${csvLine([...COLUMNS])}${lines.join('')}` }
}

/**
 * Takes a changed export back: each word that differs gets a new version, all together or none. With `dryRun` it only
 * checks and counts. A line whose version is no longer the one in force is an error; so is what a single save would refuse.
 */
export async function importMapping(ctx: Context, input: MappingCsvInput): Promise<CsvImportResult> {
  const read = readRows(input.csv)
  const known = new Map((await readWords(ctx.sql)).map((word) => [keyOf(word), word]))
  const errors: LineError[] = [...read.errors]
  const changes: MappingSaveInput[] = []
  const seen = new Set<string>()
  for (const { line, row } of read.rows) {
    const checked = checkRow(row, line, { known, seen, reason: input.reason || 'CSV' })
    if ('errors' in checked) errors.push(...checked.errors)
    else if (checked.change) changes.push(checked.change)
  }
  const created = changes.filter((change) => change.expectedVersion === 0).length
  const counts = { rows: read.rows.length, created, updated: changes.length - created }
  if (errors.length > 0) return { ...counts, errors: errors.slice(0, MAX_ERRORS), applied: false }
  await refuseTogether(ctx, changes)
  if (input.dryRun) return { ...counts, errors: [], applied: false }
  if (input.reason === '') throw inputInvalid({ reason: 'required' })
  await inTransaction(ctx, async (tx) => {
    for (const change of changes) await insertVersion(ctx, tx, change)
    await releaseMapped(ctx, tx)
  })
  forgetStatusMaps(ctx)
  return { ...counts, errors: [], applied: true }
}

async function refuseTogether(ctx: Context, changes: readonly MappingSaveInput[]): Promise<void> {
  for (const platform of PLATFORMS) {
    const own = changes.filter((change) => change.platform === platform)
    if (own.length > 0) refuse(await previewWords(ctx, platform, own))
  }
}

function keyOf(word: { platform: string; axis: string; native: string }): string {
  return `${word.platform}\n${word.axis}\n${word.native}`
}

function checkRow(
  row: Row,
  line: number,
  around: { known: ReadonlyMap<string, MappedWord>; seen: Set<string>; reason: string },
): { change: MappingSaveInput | null } | { errors: readonly LineError[] } {
  const known = around.known.get(keyOf(row))
  const input = {
    platform: row.platform,
    axis: row.axis,
    native: row.native,
    label: row.label || null,
    standard: row.standard || null,
    expectedVersion: row.version === '' ? (known?.version ?? 0) : Number(row.version),
    reason: around.reason,
  }
  const parsed = MappingSaveInput.safeParse(input)
  if (!parsed.success) {
    return { errors: parsed.error.issues.map((issue) => wrongValue(line, String(issue.path[0]), row)) }
  }
  if (around.seen.has(keyOf(row)))
    return { errors: [{ line, column: 'native', message: { zh: '这个词出现了两次', en: 'The word is there twice' } }] }
  around.seen.add(keyOf(row))
  if (parsed.data.expectedVersion !== (known?.version ?? 0))
    return {
      errors: [
        {
          line,
          column: 'version',
          message: { zh: '此后已被他人修改，请重新导出', en: 'Changed meanwhile; export it anew' },
        },
      ],
    }
  const same = known && known.standard === parsed.data.standard && (row.label === '' || known.label === row.label)
  return { change: same ? null : parsed.data }
}

function wrongValue(line: number, field: string, row: Row): LineError {
  const column = field === 'expectedVersion' ? 'version' : field
  if (column === 'platform') return { line, column, message: oneOf(PLATFORMS) }
  if (column === 'axis') return { line, column, message: oneOf(STATUS_AXES) }
  if (column === 'standard' && !STATUS_AXES.some((axis) => axis === row.axis && isStandardOf(axis, row.standard)))
    return { line, column, message: { zh: '不是这条轴的标准状态', en: 'Not a standard status of this axis' } }
  return { line, column, message: { zh: '格式不对，或太长', en: 'Wrong format or too long' } }
}

function oneOf(values: readonly string[]) {
  return { zh: `应为 ${values.join('、')} 之一`, en: `Should be one of ${values.join(', ')}` }
}

interface Line {
  readonly line: number
  readonly row: Row
}

function readRows(csv: string): { rows: readonly Line[]; errors: readonly LineError[] } {
  const failed = (line: number, zh: string, en: string) => ({
    rows: [],
    errors: [{ line, column: null, message: { zh, en } }],
  })
  const read = readCsv(csv, { cellOf: plainCell })
  if ('brokenAt' in read)
    return failed(read.brokenAt, 'CSV 格式有误：引号或列数不对', 'Not a well-formed CSV: quotes or column count')
  const { rows } = read
  const [first] = rows
  if (!first) return failed(1, '没有数据行', 'There are no rows')
  const tooMany = rows[MAX_ROWS]
  if (tooMany) return failed(tooMany.line, `最多 ${MAX_ROWS} 行`, `At most ${MAX_ROWS} rows`)
  const missing = COLUMNS.filter((column) => column !== 'version' && column !== 'label' && !(column in first.cells))
  if (missing.length > 0) return failed(1, `缺少列 ${missing.join('、')}`, `Missing columns ${missing.join(', ')}`)
  return {
    rows: rows.map(({ line, cells }) => ({
      line,
      row: Object.fromEntries(COLUMNS.map((column) => [column, cells[column] ?? ''])) as unknown as Row,
    })),
    errors: [],
  }
}
