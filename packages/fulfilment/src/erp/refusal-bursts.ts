import type { Reason, RefusalBurstView } from '@baton/contract'
import { closeAlert, raiseAlert } from '../alerts/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { findRefusalBursts, isRefused, QUIET_MINUTES, type RefusalBurst } from './find-refusal-bursts.ts'

/** A worker that was away so long still finds what happened meanwhile. */
const LOOK_BACK_HOURS = 24

/** Once a minute: gathers what was refused, and keeps one alert for each credential that goes on being refused. */
export async function watchRefusals(ctx: Context): Promise<void> {
  const opened = new Set((await gatherRefusalBursts(ctx)).map((one) => one.id))
  const bursts = await ctx.sql<
    { id: number; sourceId: string; source: string; addresses: string[]; count: number; isOpen: boolean }[]
  >`
    SELECT id, source_id, source, addresses, count, closed_at IS NULL AS is_open FROM refusal_bursts
    WHERE source_id IS NOT NULL AND (closed_at IS NULL OR closed_at > ${ctx.now()}::timestamptz - interval '2 minutes')
    ORDER BY closed_at NULLS LAST`
  const goingOn = new Set(bursts.filter((one) => one.isOpen && !opened.has(one.id)).map((one) => one.sourceId))
  for (const { sourceId, source, addresses, count, isOpen } of bursts)
    if (isOpen)
      await raiseAlert(ctx, ctx.sql, { kind: 'refusal_burst', subject: sourceId, params: { source, addresses }, count })
    else if (!goingOn.has(sourceId)) await closeAlert(ctx, ctx.sql, { kind: 'refusal_burst', subject: sourceId })
}

/**
 * Brings the kept bursts up to what `attempts` says: closes those that were quiet for half an hour, lets the open ones
 * grow, opens new ones. Run twice, or late, it ends in the same rows. Returns the bursts that opened now.
 */
export async function gatherRefusalBursts(ctx: Context): Promise<readonly { id: number; source: string }[]> {
  const now = ctx.now()
  return inTransaction(ctx, async (tx) => {
    const since = new Date(now.getTime() - LOOK_BACK_HOURS * 3_600_000)
    await growOn(tx, since)
    await tx`
      UPDATE refusal_bursts SET closed_at = ${now}
      WHERE closed_at IS NULL AND last_at < ${now}::timestamptz - ${QUIET_MINUTES} * interval '1 minute'`
    const opened: { id: number; source: string }[] = []
    const found = await findRefusalBursts(tx, since)
    const lastOf = new Map(found.map((burst) => [burst.sourceId, burst]))
    for (const burst of found) {
      if (await grow(tx, burst, since)) continue
      const isPast = lastOf.get(burst.sourceId) !== burst
      const id = await keepBurst(tx, burst, isPast ? now : null)
      if (id !== null && !isPast) opened.push({ id, source: burst.source })
    }
    return opened
  })
}

/**
 * A burst that is known already, open or closed, takes what was found since; late news may join two into one. Of one that
 * began before that only a part was found, and `growOn` has seen to it.
 */
async function grow(tx: Tx, burst: RefusalBurst, since: Date): Promise<boolean> {
  const known = await tx<{ id: number; firstAt: Date; closedAt: Date | null }[]>`
    SELECT id, first_at, closed_at FROM refusal_bursts
    WHERE source_id = ${burst.sourceId} AND first_at <= ${burst.lastAt} AND last_at >= ${burst.firstAt}
    ORDER BY first_at FOR UPDATE`
  const [kept, ...joined] = known
  if (!kept) return false
  if (kept.firstAt < since) return true
  if (joined.length > 0) await tx`DELETE FROM refusal_bursts WHERE id = ANY(${joined.map((one) => one.id)})`
  const closedAt = known.some((one) => one.closedAt === null) ? null : kept.closedAt
  await tx`
    UPDATE refusal_bursts SET count = ${burst.count}, first_at = ${burst.firstAt}, last_at = ${burst.lastAt},
      addresses = ${burst.addresses}, reasons = ${burst.reasons},
      orders = ${burst.orders}, closed_at = ${closedAt}
    WHERE id = ${kept.id} AND (count < ${burst.count} OR ${joined.length > 0})`
  return true
}

/** What began before `since` and goes on takes what came after its last: a source refused for months is not counted anew each minute. */
async function growOn(tx: Tx, since: Date): Promise<void> {
  await tx`
    UPDATE refusal_bursts b SET count = b.count + late.count, last_at = late.last_at,
      addresses = ARRAY(SELECT DISTINCT unnest(b.addresses || late.addresses)),
      reasons = ARRAY(SELECT DISTINCT unnest(b.reasons || late.reasons))
    FROM refusal_bursts o CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, max(recorded_at) AS last_at, array_agg(DISTINCT reason) AS reasons,
        coalesce(array_agg(DISTINCT address) FILTER (WHERE address IS NOT NULL), '{}') AS addresses
      FROM attempts WHERE app_id = o.source_id AND recorded_at > o.last_at AND ${isRefused(tx)}) late
    WHERE b.id = o.id AND o.closed_at IS NULL AND o.first_at < ${since} AND late.count > 0`
}

/** One that a newer one followed is over when it is found. One that another process opened meanwhile is left to it. */
async function keepBurst(tx: Tx, burst: RefusalBurst, closedAt: Date | null): Promise<number | null> {
  const { sourceId, source, addresses, reasons, orders, count, firstAt, lastAt } = burst
  const [made] = await tx<{ id: number }[]>`
    INSERT INTO refusal_bursts (source_id, source, addresses, reasons, orders, count, first_at, last_at, closed_at)
    VALUES (${sourceId}, ${source}, ${addresses}, ${reasons}, ${orders},
            ${count}, ${firstAt}, ${lastAt}, ${closedAt})
    ON CONFLICT DO NOTHING RETURNING id`
  return made?.id ?? null
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
    SELECT b.id, b.source_id, CASE WHEN e.id IS NULL THEN 'channel' ELSE 'erp' END AS kind, b.source,
      coalesce(e.paused_at, a.paused_at) IS NOT NULL AS is_paused, b.addresses, b.reasons, b.count, b.first_at, b.last_at,
      b.closed_at, b.orders
    FROM refusal_bursts b LEFT JOIN erps e ON e.id = b.source_id LEFT JOIN channel_apps a ON a.id = b.source_id
    WHERE b.source_id IS NOT NULL AND (b.closed_at IS NULL OR b.last_at > ${ctx.now()}::timestamptz - interval '30 days')
    ORDER BY b.closed_at IS NOT NULL, b.last_at DESC LIMIT 100`
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  }))
}
