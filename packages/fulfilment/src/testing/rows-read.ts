import type { Context } from '../runtime/index.ts'

/** How many rows of a table, or of its partitions, Postgres looked at while this was done: what a plan costs, without its time. */
export async function rowsRead(ctx: Context, table: string, work: (ctx: Context) => Promise<unknown>): Promise<number> {
  let rows = 0
  await ctx.sql.begin(async (tx) => {
    const read = async () => {
      const [row] = await tx<{ rows: number }[]>`
        SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int AS rows FROM pg_stat_xact_user_tables
        WHERE relid = ${table}::regclass OR relid IN (SELECT relid FROM pg_partition_tree(${table}::regclass))`
      return row?.rows ?? 0
    }
    const before = await read()
    await work({ ...ctx, sql: Object.assign(tx, { begin: tx.savepoint }) as unknown as Context['sql'] })
    rows = (await read()) - before
  })
  return rows
}
