import type { Context } from '../runtime/index.ts'

interface Column {
  readonly table: string
  readonly name: string
  readonly isBytes: boolean
}

/** Every column of ours, and of the job queue, in which one of these stands, as `table.column`. */
export async function findText({ sql }: Context, texts: readonly (string | Buffer)[]): Promise<readonly string[]> {
  const columns = await sql<Column[]>`
    SELECT format('%I.%I', n.nspname, c.relname) AS table, a.attname AS name, t.typname = 'bytea' AS is_bytes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('public', 'erp_inbox', 'pgboss')
      AND t.typname IN ('text', 'varchar', 'json', 'jsonb', 'bytea', '_text') ORDER BY 1, 2`
  const found: string[] = []
  for (const { table, name, isBytes } of columns) {
    const column = isBytes ? sql`${sql(name)}` : sql`convert_to(${sql(name)}::text, 'UTF8')`
    const [row] = await sql<{ isThere: boolean }[]>`
      SELECT EXISTS (SELECT FROM ${sql.unsafe(table)} WHERE ${texts
        .map((one) => sql`position(${Buffer.from(one)}::bytea IN ${column}) > 0`)
        .reduce((all, one) => sql`${all} OR ${one}`)}) AS is_there`
    if (row?.isThere) found.push(`${table.replace(/^public\./, '')}.${name}`)
  }
  return found.sort()
}
