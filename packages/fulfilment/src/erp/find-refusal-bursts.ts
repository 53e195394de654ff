import type { Reason } from '@baton/contract'
import type { Fragment, Queryable } from '../runtime/database.ts'

const BURST_FROM = 10
const WITHIN_MINUTES = 10
export const QUIET_MINUTES = 30
const SAMPLE = 500

/** Many refusals of one credential: an ERP, or the app of a channel. */
export interface RefusalBurst {
  readonly sourceId: string
  readonly source: string
  readonly addresses: readonly string[]
  readonly reasons: readonly Reason[]
  readonly count: number
  readonly firstAt: Date
  readonly lastAt: Date
  /** At most 500 of them. */
  readonly orders: readonly string[]
}

/** What counts: locked, forbidden, or a step back. */
export function isRefused(sql: Queryable): Fragment {
  return sql`verdict IN ('locked', 'forbidden', 'stale') AND (verdict <> 'stale' OR reason = 'backward')`
}

/**
 * The bursts since an instant, oldest first, read from `attempts` alone: refusals (locked, forbidden, or a step back) of one
 * credential that are less than 30 minutes apart, at least ten of them within ten minutes.
 */
export async function findRefusalBursts(db: Queryable, since: Date): Promise<readonly RefusalBurst[]> {
  return db<RefusalBurst[]>`
    WITH refused AS (
      SELECT app_id, actor_name, address, reason, order_id, recorded_at,
        recorded_at - lag(recorded_at) OVER (PARTITION BY app_id ORDER BY recorded_at) AS quiet,
        count(*) OVER (PARTITION BY app_id ORDER BY recorded_at
          RANGE BETWEEN ${WITHIN_MINUTES} * interval '1 minute' PRECEDING AND CURRENT ROW) AS crowd
      FROM attempts
      WHERE recorded_at >= ${since} AND ${isRefused(db)} AND app_id IS NOT NULL),
    gathered AS (
      SELECT *, count(*) FILTER (WHERE quiet IS NULL OR quiet > ${QUIET_MINUTES} * interval '1 minute')
        OVER (PARTITION BY app_id ORDER BY recorded_at) AS burst
      FROM refused)
    SELECT app_id AS source_id, (array_agg(actor_name ORDER BY recorded_at DESC))[1] AS source,
      coalesce(array_agg(DISTINCT address) FILTER (WHERE address IS NOT NULL), '{}') AS addresses, array_agg(DISTINCT reason) AS reasons,
      count(*)::int AS count, min(recorded_at) AS first_at, max(recorded_at) AS last_at,
      coalesce((array_agg(DISTINCT order_id) FILTER (WHERE order_id IS NOT NULL))[1:${SAMPLE}], '{}') AS orders
    FROM gathered GROUP BY app_id, burst HAVING max(crowd) >= ${BURST_FROM} ORDER BY min(recorded_at), app_id`
}
