import type { DeliveryKind } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { toRows } from '../runtime/rows.ts'

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
    INSERT INTO deliveries (kind, route, key, order_id, payload, next_at, created_at)
    SELECT kind, route, key, order_id, payload, next_at, created_at
    FROM jsonb_populate_recordset(NULL::deliveries, ${tx.json(toRows(rows))})
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
