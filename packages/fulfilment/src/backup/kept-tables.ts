import type postgres from 'postgres'

/** A table whose rows a backup holds. */
export interface KeptTable {
  /** Quoted, with its schema. */
  readonly name: string
  readonly columns: readonly string[]
}

/** A month of a partitioned table, with the bounds as Postgres writes them. */
export interface Month {
  readonly name: string
  readonly parent: string
  readonly bounds: string
}

export interface Sequence {
  readonly name: string
  readonly value: string
  readonly isCalled: boolean
}

/** The job queue: what is over needs nobody, and its queues and schedules are made by the migration. */
export const JOBS = 'pgboss.job'
export const UNFINISHED_JOBS = `state NOT IN ('completed', 'cancelled', 'failed')`

/** Every table of ours and the job queue's, those that others refer to first. */
export async function readKeptTables(sql: postgres.ISql): Promise<readonly KeptTable[]> {
  const tables = await sql<(KeptTable & { refersTo: string[] })[]>`
    SELECT format('%I.%I', n.nspname, c.relname) AS name,
      ARRAY(SELECT quote_ident(attname) FROM pg_attribute
            WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum) AS columns,
      ARRAY(SELECT format('%I.%I', rn.nspname, r.relname) FROM pg_constraint k
            JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
            WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0) AS "refersTo"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND (n.nspname IN ('public', 'erp_inbox') OR (n.nspname = 'pgboss' AND c.relname = 'job'))
    ORDER BY 1`
  const byName = new Map(tables.map((table) => [table.name, table]))
  const sorted = new Map<string, KeptTable>()
  const place = (name: string) => {
    const table = byName.get(name)
    if (!table || sorted.has(name)) return
    byName.delete(name)
    for (const other of table.refersTo) place(other)
    sorted.set(name, { name, columns: table.columns })
  }
  for (const { name } of tables) place(name)
  return [...sorted.values()]
}

export async function readMonths(sql: postgres.ISql): Promise<readonly Month[]> {
  return sql<Month[]>`
    SELECT format('%I.%I', n.nspname, c.relname) AS name, format('%I.%I', n.nspname, p.relname) AS parent,
      pg_get_expr(c.relpartbound, c.oid) AS bounds
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND p.relname IN ('attempts', 'raw_events') ORDER BY 1`
}

export async function readSequences(sql: postgres.ISql): Promise<readonly Sequence[]> {
  const names = await sql<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences WHERE schemaname IN ('public', 'erp_inbox') ORDER BY 1`
  const sequences: Sequence[] = []
  for (const { name } of names) {
    const [row] = await sql.unsafe<{ value: string; isCalled: boolean }[]>(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${name}`,
    )
    if (row) sequences.push({ name, ...row })
  }
  return sequences
}
