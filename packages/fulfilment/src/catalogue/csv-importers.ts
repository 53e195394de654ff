import {
  type CsvImportInput,
  PlatformId,
  ProductSaveInput,
  type ProductView,
  RuleSaveInput,
  ShopSaveInput,
  WarehouseSaveInput,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { inputInvalid } from '../runtime/failure.ts'
import type { CsvRow } from '../runtime/read-csv.ts'
import type { Importer } from './importer.ts'
import { saveProducts } from './products.ts'
import { listRules, saveRule } from './rules.ts'
import { listShops, writeShop } from './shops.ts'
import { stockImporter } from './stock-importer.ts'
import { listWarehouses, saveWarehouse } from './warehouses.ts'

/** Columns that a file must have. */
export const COLUMNS: Record<CsvImportInput['kind'], readonly string[]> = {
  products: ['sku', 'name', 'category'],
  warehouses: ['code', 'name', 'province', 'city', 'address'],
  rules: ['name', 'warehouse_code'],
  shops: ['platform', 'app', 'name', 'native_number'],
  stock: ['warehouse_code', 'sku', 'quantity'],
}

export async function importerOf(
  ctx: Context,
  kind: CsvImportInput['kind'],
  rows: readonly CsvRow[],
): Promise<unknown> {
  switch (kind) {
    case 'products':
      return productImporter(ctx)
    case 'warehouses':
      return warehouseImporter(ctx)
    case 'rules':
      return ruleImporter(ctx)
    case 'shops':
      return shopImporter(ctx)
    case 'stock':
      return stockImporter(ctx, rows)
  }
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

/** Null for an empty cell; what is no number is refused as none. */
const wholeNumber = (cell: string): number | string | null => {
  if (!cell) return null
  return /^\d{1,6}$/.test(cell) ? Number(cell) : cell
}

async function oneByOne<Input>(inputs: readonly Input[], save: (input: Input) => Promise<unknown>): Promise<void> {
  for (const input of inputs) await save(input)
}

async function productImporter(ctx: Context): Promise<Importer<ProductSaveInput>> {
  const rows = await ctx.sql<(Omit<ProductView, 'name' | 'category' | 'savedAt'> & { savedAt: Date })[]>`
    SELECT sku, barcode, exempt, has_serial, updated_at AS saved_at FROM products`
  const known = new Map(rows.map((row) => [row.sku, row]))
  return {
    schema: ProductSaveInput,
    columnOf: { hasSerial: 'has_serial' },
    key: ['sku'],
    toInput(row) {
      const was = known.get(row.sku ?? '')
      return {
        seenAt: was?.savedAt.toISOString() ?? null,
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
    schema: RuleSaveInput,
    columnOf: { warehouseId: 'warehouse_code', stockHintHours: 'stock_hours' },
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
        stockHintHours: told(row.stock_hours, was?.stockHintHours, wholeNumber),
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
    schema: ShopSaveInput,
    columnOf: { appId: 'app', nativeNumber: 'native_number', shipWithinHours: 'ship_within_hours' },
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
        shipWithinHours: told(row.ship_within_hours, known?.shipWithinHours, wholeNumber),
        enabled: known?.enabled ?? false,
      }
    },
    isKnown: (input) => input.id !== undefined,
    save: (tx, inputs) =>
      oneByOne(inputs, (input) => {
        if (!input.id && input.enabled) throw inputInvalid({ enabled: 'invalid_value' })
        return writeShop(ctx, tx, { input, credentialsLater: !input.id })
      }),
  }
}
