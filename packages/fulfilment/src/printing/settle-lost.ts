import { isClockSteady } from '../runtime/clock-watch.ts'
import type { Context } from '../runtime/context.ts'

/** A label that comes out much later than somebody asked for it ends up on the wrong parcel. */
const PATIENCE_MS = 10 * 60_000
const KEPT_DAYS = 90
const LIMIT = 5000

/** Gives an outcome to jobs that no agent took or told of within ten minutes, and forgets those of 90 days ago. */
export async function settleLostJobs(ctx: Context): Promise<void> {
  if (!(await isClockSteady(ctx))) return
  const now = ctx.now()
  const before = new Date(now.getTime() - PATIENCE_MS)
  await ctx.sql`
    UPDATE print_jobs SET state = 'failed', settled_at = ${now}, document = '',
      code = CASE WHEN state = 'queued' THEN 'no_agent' ELSE 'interrupted' END
    WHERE state IN ('queued', 'taken') AND coalesce(taken_at, created_at) <= ${before}`
  await ctx.sql`
    DELETE FROM print_jobs WHERE id IN (
      SELECT id FROM print_jobs WHERE created_at < ${now}::timestamptz - ${KEPT_DAYS} * interval '1 day' LIMIT ${LIMIT})`
}
