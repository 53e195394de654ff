import type { DeliveryKind } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { rowsInto } from '../runtime/rows-as-text.ts'
import { deliveries } from './tables.ts'

export interface NewDelivery {
  readonly kind: DeliveryKind
  readonly route: string
  /** Unique for ever: the same key twice is one delivery. */
  readonly key: string
  readonly orderId: string | null
  readonly payload: object
  /** Not before; default: now. */
  readonly notBefore?: Date
}

const COLUMNS = ['kind', 'route', 'key', 'orderId', 'payload', 'nextAt', 'createdAt']

/** Puts outgoing calls into the outbox within the caller's transaction: they are made exactly if it commits. Returns the new ones' ids. */
export async function enqueueDeliveries(
  ctx: Context,
  tx: Tx,
  calls: readonly NewDelivery[],
): Promise<readonly number[]> {
  if (calls.length === 0) return []
  const now = ctx.now()
  const rows = calls
    .map(({ notBefore, ...call }) => ({ ...call, nextAt: notBefore ?? now, createdAt: now }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const routes = [...new Set(calls.map((call) => call.route))].sort()
  await tx`
    INSERT INTO delivery_routes (route, slot_at) SELECT route, ${now} FROM unnest(${routes}::text[]) AS t(route)
    ON CONFLICT (route) DO NOTHING`
  const made = await tx<{ id: number }[]>`
    INSERT INTO deliveries ${rowsInto(tx, deliveries, rows, COLUMNS)}
    ON CONFLICT (key) DO NOTHING RETURNING id`
  ctx.waker.wake('deliveries_due')
  return made.map((row) => row.id)
}

/** Takes back what was not sent yet, by key prefix: the reason for it has gone. Returns how many. */
export async function cancelDeliveries(ctx: Context, tx: Tx, keyPrefix: string): Promise<number> {
  const cancelled = await tx`
    UPDATE deliveries SET state = 'cancelled', settled_at = ${ctx.now()}
    WHERE state = 'pending' AND starts_with(key, ${keyPrefix})`
  return cancelled.count
}

/** Sends again, under their old keys, calls that were given up, taken back, or found nothing to tell. Returns how many. */
export async function reviveDeliveries(
  ctx: Context,
  tx: Tx,
  calls: readonly Pick<NewDelivery, 'key' | 'notBefore'>[],
): Promise<number> {
  const dues = calls.map(({ notBefore }) => (notBefore ?? ctx.now()).toISOString())
  const revived = await tx`
    UPDATE deliveries d SET state = 'pending', next_at = c.due, first_failed_at = NULL, settled_at = NULL
    FROM unnest(${calls.map(({ key }) => key)}::text[], ${dues}::timestamptz[]) AS c(key, due)
    WHERE d.key = c.key AND (state IN ('dead', 'cancelled') OR code = 'undone')`
  if (revived.count > 0) ctx.waker.wake('deliveries_due')
  return revived.count
}

/** The other side of a route is gone: what waits for it and what was given up there. */
export async function cancelRoute(ctx: Context, tx: Tx, route: string): Promise<void> {
  await tx`
    UPDATE deliveries SET state = 'cancelled', settled_at = ${ctx.now()}
    WHERE route = ${route} AND (state = 'pending' OR state = 'dead')`
}

/** Calls that were never tried wait longer. */
export async function postponeDeliveries(tx: Tx, what: { ids: readonly number[]; until: Date }): Promise<void> {
  if (what.ids.length === 0) return
  await tx`
    UPDATE deliveries SET next_at = greatest(next_at, ${what.until})
    WHERE id = ANY(${what.ids}) AND state = 'pending' AND tries = 0`
}

/** Calls that were given up and that nobody need make any more: a new one carries their content, or a person saw to it. */
export async function supersedeDeliveries(ctx: Context, tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx`
    UPDATE deliveries SET state = 'cancelled', settled_at = ${ctx.now()} WHERE id = ANY(${ids}) AND state = 'dead'`
}
