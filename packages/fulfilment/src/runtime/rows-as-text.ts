import { randomUUID } from 'node:crypto'
import { getTableColumns, getTableName, type Table } from 'drizzle-orm'
import type { Fragment, Queryable } from './database.ts'

interface Shape {
  readonly fields: readonly { readonly name: string; readonly write: (value: unknown) => string }[]
  /** `(columns) SELECT columns FROM …`, cut where the rows' text and its marks go. */
  readonly insert: TemplateStringsArray
  /** `(SELECT columns FROM …)`, cut in the same places. */
  readonly source: TemplateStringsArray
}

/** What stands before each value and between two rows, and what a value is that there is none of. */
interface Marks {
  readonly value: string
  readonly row: string
  readonly nothing: string
}

const shapes = new Map<string, Shape>()

/**
 * What stands after `INSERT INTO table`: the rows as one text, which Postgres cuts into values; `columns`: those that the
 * rows have, by default all. A list for each column costs Postgres some microseconds a column, however few the rows.
 */
export function rowsInto(db: Queryable, table: Table, rows: readonly object[], columns?: readonly string[]): Fragment {
  const shape = shapeOf(table, columns)
  return db(shape.insert, ...written(shape, rows))
}

/** What stands after `FROM` for the rows as a table of their own; `columns`: those that the rows have, by default all. */
export function rowsAsTable(
  db: Queryable,
  table: Table,
  rows: readonly object[],
  columns?: readonly string[],
): Fragment {
  const shape = shapeOf(table, columns)
  return db(shape.source, ...written(shape, rows))
}

function shapeOf(table: Table, only?: readonly string[]): Shape {
  const key = `${getTableName(table)} ${only?.join() ?? ''}`
  const known = shapes.get(key)
  if (known) return known
  const columns = Object.entries(getTableColumns(table))
    .filter(([name, column]) => (only ? only.includes(name) : column.generatedIdentity === undefined))
    .map(([name, column]) => ({ name, column: `"${column.name}"`, type: column.getSQLType() }))
  const names = columns.map(({ column }) => column).join(', ')
  const values = columns.map(({ column, type }, at) => `line[${at + FIRST}]::${type} AS ${column}`).join(', ')
  const cut = (before: string, after: string): TemplateStringsArray => {
    const parts = [
      `${before}SELECT ${values} FROM (SELECT string_to_array(line, `,
      '::text, ',
      '::text) AS line FROM string_to_table(',
      '::text, ',
      `::text) AS line OFFSET 0) AS told${after}`,
    ]
    return Object.assign(parts, { raw: parts })
  }
  const shape = {
    fields: columns.map(({ name, type }) => ({ name, write: writerOf(type) })),
    insert: cut(`(${names}) `, ''),
    source: cut('(', ')'),
  }
  shapes.set(key, shape)
  return shape
}

/** Before a row's first mark stands nothing, so that a row of one empty text is a row too. */
const FIRST = 2

/** Characters that hardly any text holds. */
const MARKS: Marks = { value: '\u001f', row: '\u001e', nothing: '\u001d' }
const HAS_MARK = new RegExp(`[${Object.values(MARKS).join('')}]`)

/** The values for the places of a shape. */
function written(shape: Shape, rows: readonly object[]): [string, string, string, string] {
  const usual = textOf(shape, rows, MARKS)
  const marks = usual === null ? longMarks() : MARKS
  return [marks.value, marks.nothing, usual ?? textOf(shape, rows, marks) ?? '', marks.row]
}

/** Marks that no text holds, for nobody could have known them. */
function longMarks(): Marks {
  const unknown = randomUUID()
  return { value: `\u001f${unknown}v`, row: `\u001f${unknown}r`, nothing: `\u001f${unknown}n` }
}

/** Null: one of the values holds one of the usual marks. */
function textOf({ fields }: Shape, rows: readonly object[], marks: Marks): string | null {
  let text = ''
  for (const row of rows) {
    if (text !== '') text += marks.row
    for (const { name, write } of fields) {
      const value = (row as Record<string, unknown>)[name]
      const isTold = !isNothing(value)
      const told = isTold ? write(value) : marks.nothing
      if (isTold && marks === MARKS && HAS_MARK.test(told)) return null
      text += marks.value + told
    }
  }
  return text
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (value instanceof Date && Number.isNaN(value.getTime()))
}

function writerOf(type: string): (value: unknown) => string {
  if (type === 'jsonb') return (value) => JSON.stringify(value)
  if (type.endsWith('[]')) return (value) => `{${(value as readonly unknown[]).map(element).join(',')}}`
  return plain
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array)
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
  return String(value)
}

/** One value in the text of an array. */
function element(value: unknown): string {
  return isNothing(value) ? 'NULL' : `"${plain(value).replace(SPECIAL, '\\$&')}"`
}

const SPECIAL = /["\\]/g
