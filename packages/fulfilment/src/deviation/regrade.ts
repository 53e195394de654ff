import { json, type Tx } from '../runtime/database.ts'
import type { StateTelling, WordTelling } from './tellings.ts'

const KEPT_DAYS = 31

/** Of orders that nothing moved since then no channel has said anything that is still compared. */
export function comparedSince(now: Date): Date {
  return new Date(now.getTime() - (KEPT_DAYS + 1) * 86_400_000)
}

/** What a comparison needs to know beside the orders. */
export interface Yardstick {
  readonly words: readonly WordTelling[]
  readonly states: readonly StateTelling[]
  readonly graceMinutes: number
  readonly now: Date
}

/**
 * Compares these orders anew with what their channels last said, and moves the sums of the hours by what changed, in one
 * statement. A disagreement counts once its grace time is over, from the last change of the status on either side.
 * Returns how many links changed.
 */
export async function regradeOrders(tx: Tx, ids: readonly string[], by: Yardstick): Promise<number> {
  if (ids.length === 0) return 0
  const [row] = await tx<{ changed: number }[]>`
    WITH word AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${json(tx, by.words)})
        AS t(platform text, native text, state text, signed boolean, refunded boolean)),
    telling AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${json(tx, by.states)}) AS t(platform text, state text, told text)),
    compared AS (
      SELECT l.order_id, l.app_id, date_trunc('hour', l.reported_at, 'UTC') AS hour,
             CASE WHEN w.refunded THEN o.refunded ELSE t.told = w.state AND (NOT w.signed OR o.signed) END AS agrees
      FROM order_links l JOIN orders o ON o.id = l.order_id JOIN channel_apps a ON a.id = l.app_id
      JOIN word w ON w.platform = a.platform AND w.native = l.reported_status
      JOIN telling t ON t.platform = a.platform AND t.state = o.state
      WHERE l.order_id = ANY(${ids}) AND l.reported_at > ${by.now}::timestamptz - ${KEPT_DAYS} * interval '1 day'),
    dated AS (
      SELECT c.*, CASE WHEN NOT agrees THEN ${by.graceMinutes} * interval '1 minute' + (
        SELECT max(e.recorded_at) FROM order_events e
        WHERE e.order_id = c.order_id AND e.changes && '{created,state,status_word,signed}') END AS due_at
      FROM compared c),
    fresh AS (
      SELECT order_id, app_id, hour, due_at,
             CASE WHEN agrees THEN 'agrees' WHEN due_at <= ${by.now} OR due_at IS NULL THEN 'differs' ELSE 'settling' END AS standing
      FROM dated),
    old AS (SELECT * FROM deviation_links WHERE order_id = ANY(${ids})),
    gone AS (
      DELETE FROM deviation_links d USING old
      WHERE d.order_id = old.order_id AND d.app_id = old.app_id
        AND NOT EXISTS (SELECT FROM fresh f WHERE f.order_id = old.order_id AND f.app_id = old.app_id) RETURNING 1),
    put AS (
      INSERT INTO deviation_links AS d (order_id, app_id, hour, standing, due_at)
      SELECT order_id, app_id, hour, standing, due_at FROM fresh
      ON CONFLICT (order_id, app_id) DO UPDATE SET hour = excluded.hour, standing = excluded.standing, due_at = excluded.due_at
        WHERE (d.hour, d.standing, d.due_at) IS DISTINCT FROM (excluded.hour, excluded.standing, excluded.due_at)
      RETURNING 1),
    moved AS (
      SELECT app_id, hour, sum(checked)::int AS checked, sum(differing)::int AS differing FROM (
        SELECT app_id, hour, (standing <> 'settling')::int AS checked, (standing = 'differs')::int AS differing FROM fresh
        UNION ALL
        SELECT app_id, hour, -(standing <> 'settling')::int, -(standing = 'differs')::int FROM old) AS both_sides
      GROUP BY app_id, hour HAVING sum(checked) <> 0 OR sum(differing) <> 0),
    summed AS (
      INSERT INTO deviation_hours AS h (app_id, hour, checked, differing)
      SELECT app_id, hour, checked, differing FROM moved
      ON CONFLICT (app_id, hour) DO UPDATE
        SET checked = h.checked + excluded.checked, differing = h.differing + excluded.differing)
    SELECT ((SELECT count(*) FROM gone) + (SELECT count(*) FROM put))::int AS changed`
  return row?.changed ?? 0
}
