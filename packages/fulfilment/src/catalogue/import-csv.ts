import {
  type CsvImportInput,
  type CsvImportResult,
  PlatformId,
  ProductSaveInput,
  type ProductView,
  RuleSaveInput,
  ShopSaveInput,
  WarehouseSaveInput,
} from '@baton/contract'
import type { z } from 'zod'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { type CsvRow, readCsv } from '../runtime/read-csv.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { csvIssue } from './csv-issue.ts'
import { forgetNames } from './names.ts'
import { saveProducts } from './products.ts'
import { listRules, saveRule } from './rules.ts'
import { listShops, writeShop } from './shops.ts'
import { listWarehouses, saveWarehouse } from './warehouses.ts'

type CsvError = CsvImportResult['errors'][number]
type Row = Readonly<Record<string, string>>

/** One kind of file: how a row becomes an input, which columns there must be, and how it is saved. */
interface Importer<Input> {
  readonly columns: readonly string[]
  readonly schema: z.ZodType<Input>
  /** Column of a schema field, where it is not the field's own name. */
  readonly columnOf: Readonly<Record<string, string>>
  /** The fields that name one thing; a file tells each once. */
  readonly key: readonly (keyof Input & string)[]
  toInput(row: Row): unknown
  isKnown(input: Input): boolean
  save(tx: Tx, inputs: readonly Input[]): Promise<unknown>
}

const MAX_ROWS = 20_000
const MAX_ERRORS = 100

/**
 * Imports a CSV with a header row. Everything is checked first and written in one transaction; one wrong row and nothing is
 * imported. With `dryRun` it only checks and counts. Lists inside a cell are separated by `|`. Throws `VERSION_CONFLICT` when
 * somebody changes meanwhile what it is about to save.
 */
export async function importCsv(ctx: Context, input: CsvImportInput): Promise<CsvImportResult> {
  const importer = (await importerOf(ctx, input.kind)) as Importer<Record<string, unknown>>
  const read = readRows(input.csv, importer.columns)
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
  const updated = inputs.filter((one) => importer.isKnown(one)).length
  const result = {
    rows: read.rows.length,
    created: inputs.length - updated,
    updated,
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

const list = (cell: string) =>
  cell
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)
/** What is neither stays as it is, and is refused as no boolean. */
const flag = (cell: string, otherwise: boolean): boolean | string => {
  if (!cell) return otherwise
  const told = cell.toLowerCase()
  if (['1', 'true', 'yes', 'y', '是'].includes(told)) return true
  return ['0', 'false', 'no', 'n', '否'].includes(told) ? false : cell
}

/** A column that the file does not have leaves what is there as it is; an empty cell empties it. */
function told<T>(cell: string | undefined, was: T | undefined, read: (cell: string) => unknown): unknown {
  return cell === undefined && was !== undefined ? was : read(cell ?? '')
}

async function oneByOne<Input>(inputs: readonly Input[], save: (input: Input) => Promise<unknown>): Promise<void> {
  for (const input of inputs) await save(input)
}

async function importerOf(ctx: Context, kind: CsvImportInput['kind']): Promise<unknown> {
  switch (kind) {
    case 'products':
      return productImporter(ctx)
    case 'warehouses':
      return warehouseImporter(ctx)
    case 'rules':
      return ruleImporter(ctx)
    case 'shops':
      return shopImporter(ctx)
  }
}

async function productImporter(ctx: Context): Promise<Importer<ProductSaveInput>> {
  const rows = await ctx.sql<(Omit<ProductView, 'name' | 'category' | 'savedAt'> & { savedAt: Date })[]>`
    SELECT sku, barcode, exempt, has_serial, updated_at AS saved_at FROM products`
  const known = new Map(rows.map((row) => [row.sku, row]))
  return {
    columns: ['sku', 'name', 'category'],
    schema: ProductSaveInput,
    columnOf: { hasSerial: 'has_serial' },
    key: ['sku'],
    toInput(row) {
      const was = known.get(row.sku ?? '')
      return {
        ...(was && { seenAt: was.savedAt.toISOString() }),
        sku: row.sku,
        name: row.name,
        category: row.category,
        barcode: told(row.barcode, was?.barcode, (cell) => cell || null),
        exempt: told(row.exempt, was?.exempt, (cell) => flag(cell, false)),
        hasSerial: told(row.has_serial, was?.hasSerial, (cell) => flag(cell, false)),
      }
    },
    isKnown: (input) => known.has(input.sku),
    save: (tx, inputs) => saveProducts(ctx, inputs, tx),
  }
}

async function warehouseImporter(ctx: Context): Promise<Importer<WarehouseSaveInput>> {
  const known = new Map((await listWarehouses(ctx)).map((one) => [one.code, one]))
  return {
    columns: ['code', 'name', 'province', 'city', 'address'],
    schema: WarehouseSaveInput,
    columnOf: { timeZone: 'time_zone' },
    key: ['code'],
    toInput(row) {
      const was = known.get(row.code ?? '')
      return {
        ...(was && { id: was.id, seenAt: was.savedAt }),
        code: row.code,
        name: row.name,
        province: row.province,
        city: row.city,
        address: row.address,
        ...(row.time_zone && { timeZone: row.time_zone }),
        enabled: told(row.enabled, was?.enabled, (cell) => flag(cell, true)),
      }
    },
    isKnown: (input) => input.id !== undefined,
    save: (tx, inputs) => oneByOne(inputs, (input) => saveWarehouse(ctx, input, tx)),
  }
}

async function ruleImporter(ctx: Context): Promise<Importer<RuleSaveInput>> {
  const warehouses = new Map((await listWarehouses(ctx)).map((one) => [one.code, one.id]))
  const known = new Map((await listRules(ctx)).map((one) => [one.name, one]))
  return {
    columns: ['name', 'warehouse_code'],
    schema: RuleSaveInput,
    columnOf: { warehouseId: 'warehouse_code' },
    key: ['name'],
    toInput(row) {
      const was = known.get(row.name ?? '')
      return {
        ...(was && { id: was.id, seenAt: was.savedAt }),
        name: row.name,
        provinces: told(row.provinces, was?.provinces, list),
        platforms: told(row.platforms, was?.platforms, list),
        categories: told(row.categories, was?.categories, list),
        skus: told(row.skus, was?.skus, list),
        warehouseId: warehouses.get(row.warehouse_code ?? ''),
        enabled: told(row.enabled, was?.enabled, (cell) => flag(cell, true)),
      }
    },
    isKnown: (input) => input.id !== undefined,
    save: (tx, inputs) => oneByOne(inputs, (input) => saveRule(ctx, input, tx)),
  }
}

/** Credentials never travel by CSV: a new shop is imported switched off, until its fields are entered. */
async function shopImporter(ctx: Context): Promise<Importer<ShopSaveInput>> {
  const shops = await listShops(ctx)
  const apps = await ctx.sql<
    { id: string; name: string; platform: string }[]
  >`SELECT id, name, platform FROM channel_apps`
  const shopOf = (appId: string | undefined, number: string | undefined) =>
    shops.find((one) => one.appId === appId && one.nativeNumber === number)
  return {
    columns: ['platform', 'app', 'name', 'native_number'],
    schema: ShopSaveInput,
    columnOf: { appId: 'app', nativeNumber: 'native_number' },
    key: ['appId', 'nativeNumber'],
    toInput: (row) => {
      const platform = PlatformId.safeParse(row.platform).data
      const appId = apps.find((app) => app.name === row.app && app.platform === platform)?.id
      const known = shopOf(appId, row.native_number)
      return {
        ...(known && { id: known.id, seenAt: known.savedAt }),
        appId,
        name: row.name,
        nativeNumber: row.native_number,
        address: told(row.address, known?.address, (cell) => cell || null),
        enabled: known?.enabled ?? false,
      }
    },
    isKnown: (input) => input.id !== undefined,
    save: (tx, inputs) =>
      oneByOne(inputs, (input) => {
        if (!input.id && input.enabled) throw new Failure('INPUT_INVALID')
        return writeShop(ctx, tx, { input, credentialsLater: !input.id })
      }),
  }
}
