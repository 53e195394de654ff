import type { Reason, RefusalBurstView } from '@baton/contract'
import { closeAlert, raiseAlert } from '../alerts/index.ts'
import type { Context } from '../runtime/context.ts'

const LOOK_BACK_MINUTES = 10
const BURST_FROM = 10
const QUIET_MINUTES = 30
const SAMPLE = 500

/** Once a minute: gathers what was refused, and keeps one alert for each source that goes on being refused. */
export async function watchRefusals(ctx: Context): Promise<void> {
  await gatherRefusalBursts(ctx)
  const bursts = await ctx.sql<{ source: string; addresses: string[]; count: number; isOpen: boolean }[]>`
    SELECT source, addresses, count, closed_at IS NULL AS is_open FROM refusal_bursts
    WHERE closed_at IS NULL OR closed_at > ${ctx.now()}::timestamptz - interval '2 minutes' ORDER BY id`
  for (const { source, addresses, count, isOpen } of bursts)
    if (isOpen)
      await raiseAlert(ctx, ctx.sql, { kind: 'refusal_burst', subject: source, params: { source, addresses }, count })
    else await closeAlert(ctx, ctx.sql, { kind: 'refusal_burst', subject: source })
}

/**
 * Gathers refusals into bursts: ten or more of one source within ten minutes are one burst, which grows while they go on
 * and closes after half an hour without one. Returns the bursts that opened now.
 */
export async function gatherRefusalBursts(ctx: Context): Promise<readonly { id: number; source: string }[]> {
  const now = ctx.now()
  await ctx.sql`
    UPDATE refusal_bursts SET closed_at = ${now}
    WHERE closed_at IS NULL AND last_at < ${now}::timestamptz - ${QUIET_MINUTES} * interval '1 minute'`
  return ctx.sql<{ id: number; source: string }[]>`
    WITH recent AS (
      SELECT a.app_id, a.actor_name, a.address, a.reason, a.order_id, a.recorded_at
      FROM attempts a LEFT JOIN refusal_bursts b ON b.source = a.actor_name AND b.closed_at IS NULL
      WHERE a.verdict IN ('locked', 'forbidden')
        AND a.recorded_at > coalesce(b.last_at, ${now}::timestamptz - ${LOOK_BACK_MINUTES} * interval '1 minute')
        AND a.recorded_at > ${now}::timestamptz - interval '1 day'),
    gathered AS (
      SELECT (array_agg(app_id))[1] AS source_id, actor_name AS source, count(*)::int AS count,
        min(recorded_at) AS first_at, max(recorded_at) AS last_at,
        array_agg(DISTINCT coalesce(address, '')) AS addresses, array_agg(DISTINCT reason) AS reasons,
        (array_agg(DISTINCT order_id) FILTER (WHERE order_id IS NOT NULL))[1:${SAMPLE}] AS orders
      FROM recent GROUP BY actor_name),
    grown AS (
      UPDATE refusal_bursts b SET count = b.count + g.count, last_at = g.last_at,
        addresses = ARRAY(SELECT DISTINCT unnest(b.addresses || g.addresses)),
        reasons = ARRAY(SELECT DISTINCT unnest(b.reasons || g.reasons)),
        orders = (ARRAY(SELECT DISTINCT unnest(b.orders || g.orders)))[1:${SAMPLE}]
      FROM gathered g WHERE b.source = g.source AND b.closed_at IS NULL RETURNING b.source)
    INSERT INTO refusal_bursts (source_id, source, addresses, reasons, orders, count, first_at, last_at)
    SELECT source_id, source, addresses, reasons, coalesce(orders, '{}'), count, first_at, last_at FROM gathered g
    WHERE count >= ${BURST_FROM} AND NOT EXISTS (SELECT FROM grown WHERE grown.source = g.source)
    ON CONFLICT DO NOTHING RETURNING id, source`
}

interface Row extends Omit<RefusalBurstView, 'id' | 'firstAt' | 'lastAt' | 'closedAt' | 'reasons'> {
  readonly id: number
  readonly reasons: Reason[]
  readonly firstAt: Date
  readonly lastAt: Date
  readonly closedAt: Date | null
}

/** Bursts, the open ones first, of the last 30 days. */
export async function listRefusalBursts(ctx: Context): Promise<readonly RefusalBurstView[]> {
  const rows = await ctx.sql<Row[]>`
    SELECT b.id, b.source_id, b.source, e.id IS NOT NULL AS is_erp, e.paused_at IS NOT NULL AS is_paused, b.addresses, b.reasons,
      b.count, b.first_at, b.last_at, b.closed_at, b.orders
    FROM refusal_bursts b LEFT JOIN erps e ON e.id = b.source_id
    WHERE b.closed_at IS NULL OR b.last_at > ${ctx.now()}::timestamptz - interval '30 days'
    ORDER BY b.closed_at IS NOT NULL, b.last_at DESC LIMIT 100`
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  }))
}
