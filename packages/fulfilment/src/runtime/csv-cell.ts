import type { Fragment, Queryable } from './database.ts'

const FORMULA = /^'*[=+\-@\t\r]/
/** What spreadsheets turn into a number, a date or 1.23E+15. */
const MISREAD = /^\d{12,}$|^0\d|^\d{1,4}([/:-]\d{1,4}){1,2}$|\t$/

/** Nothing that any of the rules here could be about: the common case, told at one look. */
const HARMLESS = /^(?!['=+\-@\d])[^",\r\n\t]*$/

/** A cell that no spreadsheet runs as a formula (OWASP: CSV injection) or turns into something else; quoted where it must be. */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (HARMLESS.test(value)) return value
  const safe = FORMULA.test(value) ? `'${value}` : MISREAD.test(value) ? `${value}\t` : value
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const QUOTED = /[",\r\n\t]/

/** The same as `csvCell`, made by Postgres of a text it holds: these very rules, read byte by byte as JavaScript reads them. */
export function csvCellOf(sql: Queryable, value: Fragment): Fragment {
  const matches = (text: Fragment, rule: RegExp) => sql`${text} COLLATE "C" ~ ${rule.source}`
  return sql`CASE WHEN ${matches(value, HARMLESS)} THEN ${value} ELSE (
    SELECT CASE WHEN ${matches(sql`safe`, QUOTED)} THEN '"' || replace(safe, '"', '""') || '"' ELSE safe END
    FROM (SELECT CASE WHEN ${matches(value, FORMULA)} THEN '''' || ${value}
                      WHEN ${matches(value, MISREAD)} THEN ${value} || E'\\t' ELSE ${value} END AS safe) AS made) END`
}

/** The value that `csvCell` was given. */
export function plainCell(cell: string): string {
  if (/^'+[=+\-@\t\r]/.test(cell)) return cell.slice(1)
  return cell.endsWith('\t') ? cell.slice(0, -1) : cell
}

export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(',')}\r\n`
}
