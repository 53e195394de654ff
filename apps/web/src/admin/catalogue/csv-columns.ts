import type { CSV_KINDS } from '@baton/contract'

export type CsvKind = (typeof CSV_KINDS)[number]

/** The columns of a file, with one row to copy. */
export interface CsvColumns {
  readonly required: readonly string[]
  readonly optional: readonly string[]
  readonly example: string
}

/** What the importer reads of each kind, with one row to copy. Lists inside a cell are separated by `|`. */
export const CSV_COLUMNS = {
  shops: {
    required: ['platform', 'app', 'name', 'native_number'],
    optional: ['address', 'ship_within_hours'],
    example: 'douyin,抖店主应用,晴空旗舰店,58201932,,48',
  },
  warehouses: {
    required: ['code', 'name', 'province', 'city', 'address'],
    optional: ['time_zone', 'enabled'],
    example: 'HD,华东仓,浙江省,嘉兴市,科创大道 880 号,Asia/Shanghai,true',
  },
  products: {
    required: ['sku', 'name', 'category'],
    optional: ['barcode', 'exempt', 'has_serial'],
    example: 'QK-101,轻薄防晒衣 白 M,服饰,6930000000101,false,false',
  },
  rules: {
    required: ['name', 'warehouse_code'],
    optional: ['provinces', 'platforms', 'categories', 'skus', 'stock_hours', 'enabled'],
    example: '华东就近,HD,浙江省|江苏省|上海市,,,,24,true',
  },
  stock: {
    required: ['warehouse_code', 'sku', 'quantity'],
    optional: ['said_at'],
    example: 'HD,QK-101,36,2026-11-30 09:15',
  },
} as const satisfies Record<CsvKind, CsvColumns>

/** A file to start from: the header and one row. */
export function csvTemplate({ required, optional, example }: CsvColumns): string {
  return `${[...required, ...optional].join(',')}\n${example}\n`
}

/** Reads a file as UTF-8, or as GBK where it is not: what Excel on a Chinese Windows saves. */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
