import type { Context } from './context.ts'

const MONTHS_AHEAD = 3

/** Creates the coming months' partitions. */
export async function ensurePartitions(ctx: Context): Promise<void> {
  await ctx.sql`SELECT baton_ensure_partitions(${MONTHS_AHEAD})`
}
