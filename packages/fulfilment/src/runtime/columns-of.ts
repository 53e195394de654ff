import { getTableColumns, type Table } from 'drizzle-orm'
import type { Fragment, Queryable } from './database.ts'

const lists = new WeakMap<Table, TemplateStringsArray>()

/**
 * What stands after `SELECT` for a table's rows whole, as this release knows them. A statement prepared with `*` fails once on each
 * connection as soon as a migration adds a column.
 */
export function columnsOf(db: Queryable, table: Table): Fragment {
  return db(lists.get(table) ?? listOf(table))
}

function listOf(table: Table): TemplateStringsArray {
  const text = [
    Object.values(getTableColumns(table))
      .map((column) => `"${column.name}"`)
      .join(', '),
  ]
  const list = Object.assign(text, { raw: text })
  lists.set(table, list)
  return list
}
