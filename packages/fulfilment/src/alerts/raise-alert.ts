import type { AlertKind, AlertParams } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { json, type Queryable } from '../runtime/database.ts'

export interface RaisedAlert<Kind extends AlertKind> {
  readonly kind: Kind
  /** What it is about: one open alert of a kind for each. */
  readonly subject: string
  readonly params: AlertParams[Kind]
  /** How many things it speaks of, where the caller counts them; otherwise each raising counts one. */
  readonly count?: number
  /** How many more an open one speaks of, instead of `count`. */
  readonly more?: number
  /** Something new happened: it is told even if an earlier one was dismissed. Always so where the caller does not count. */
  readonly isNews?: boolean
}

/**
 * Raises an alert, or lets the open one of its kind and subject grow: never one for each of hundreds. One that a person
 * dismissed stays silent while its cause goes on, for a day at most.
 */
export async function raiseAlert<Kind extends AlertKind>(
  ctx: Context,
  db: Queryable,
  { kind, subject, params, count, more, isNews = count === undefined }: RaisedAlert<Kind>,
): Promise<void> {
  const now = ctx.now()
  const grows = more ?? (count === undefined ? 1 : null)
  await db`
    INSERT INTO alerts (kind, subject, params, count, first_at, last_at)
    SELECT ${kind}, ${subject}, ${json(db, params)}, ${count ?? 1}::int, ${now}, ${now}
    WHERE ${isNews} OR NOT EXISTS (
      SELECT FROM alerts WHERE kind = ${kind} AND subject = ${subject} AND silent_until > ${now})
    ON CONFLICT (kind, subject) WHERE closed_at IS NULL DO UPDATE SET
      params = excluded.params, last_at = excluded.last_at,
      count = coalesce(alerts.count + ${grows}::int, excluded.count)`
  ctx.waker.wake('alerts_raised')
}

/** Whether an alert of this kind about this is open. */
export async function isAlertOpen(
  db: Queryable,
  { kind, subject }: { kind: AlertKind; subject: string },
): Promise<boolean> {
  const rows = await db`SELECT FROM alerts WHERE kind = ${kind} AND subject = ${subject} AND closed_at IS NULL`
  return rows.length > 0
}

/** From here until the transaction ends nobody else changes this alert, where it is open: what is counted now is what it then says. */
export async function lockAlert(db: Queryable, { kind, subject }: { kind: AlertKind; subject: string }): Promise<void> {
  await db`SELECT FROM alerts WHERE kind = ${kind} AND subject = ${subject} AND closed_at IS NULL FOR UPDATE`
}

/** What it was about has passed. */
export async function closeAlert(
  ctx: Context,
  db: Queryable,
  { kind, subject }: { kind: AlertKind; subject: string },
): Promise<void> {
  await db`
    UPDATE alerts SET closed_at = coalesce(closed_at, ${ctx.now()}), silent_until = NULL
    WHERE kind = ${kind} AND subject = ${subject} AND (closed_at IS NULL OR silent_until IS NOT NULL)`
}

/** Makes the open alerts of one kind exactly these: raises and refreshes each, closes every other. For jobs that look at everything. */
export async function matchAlerts<Kind extends AlertKind>(
  ctx: Context,
  db: Queryable,
  kind: Kind,
  raised: readonly Omit<RaisedAlert<Kind>, 'kind'>[],
): Promise<void> {
  for (const one of raised) await raiseAlert(ctx, db, { kind, ...one, count: one.count ?? 1 })
  await db`
    UPDATE alerts SET closed_at = coalesce(closed_at, ${ctx.now()}), silent_until = NULL
    WHERE kind = ${kind} AND (closed_at IS NULL OR silent_until IS NOT NULL) AND NOT subject = ANY(${raised.map((one) => one.subject)}::text[])`
}
