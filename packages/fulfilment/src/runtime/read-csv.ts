import { parse } from 'csv-parse/sync'

export interface CsvRow {
  /** Where it begins, as an editor counts: blank lines and lines inside quotes too. */
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** Rows, or where the file is no well-formed CSV. */
export type ReadCsv = { readonly rows: readonly CsvRow[] } | { readonly brokenAt: number; readonly problem: string }

/** Reads what stands below a header, whatever ends its lines. Without `cellOf` the blanks around a cell do not count. */
export function readCsv(
  csv: string,
  as: { columnOf?: (header: string) => string; cellOf?: (cell: string) => string } = {},
): ReadCsv {
  const { columnOf = (header) => header, cellOf } = as
  if (csv.includes('\0')) return { brokenAt: 1, problem: 'NUL is not text' }
  try {
    const told = parse(csv.replaceAll(/\r\n?/g, '\n'), {
      bom: true,
      columns: (header: string[]) => header.map((name) => columnOf(name.trim())),
      skip_empty_lines: true,
      trim: !cellOf,
      info: true,
      raw: true,
      ...(cellOf && { cast: (cell: string, { header }: { header: boolean }) => (header ? cell : cellOf(cell)) }),
    }) as unknown as { record: Record<string, string>; info: { lines: number }; raw: string }[]
    return {
      rows: told.map(({ record, info, raw }) => ({ line: info.lines - endsWithin(raw), cells: record })),
    }
  } catch (error) {
    return {
      brokenAt: error instanceof Error && 'lines' in error ? Number(error.lines) : 1,
      problem: error instanceof Error ? error.message : 'cannot be read',
    }
  }
}

/** Line ends inside a record's quotes; the blank lines before it come with it. */
function endsWithin(raw: string): number {
  return raw.replace(/^\n+/, '').replace(/\n$/, '').split('\n').length - 1
}
