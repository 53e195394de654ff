import type { EventState } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable, Tx } from '../runtime/database.ts'

const DUE: readonly EventState[] = ['pending', 'failed']
/** Events of one round. */
export const BATCH = 200

/** A kept message as the apply loop takes it up. */
export interface PendingEvent {
  readonly id: number
  readonly appId: string
  readonly topic: string
  readonly orderNumber: string | null
  readonly shopNumber: string | null
  readonly receivedAt: Date
  readonly tries: number
  readonly address: string | null
  readonly body: Uint8Array
}

export interface KeptKey {
  readonly appId: string
  readonly key: string
}

export interface Selection {
  readonly limit: number
  readonly only?: readonly KeptKey[]
  /** Apps whose events are left for later. */
  readonly without?: readonly string[]
  /** Orders whose events are left for later. */
  readonly withoutOrders?: readonly string[]
}

/** Later events of the orders of one round that are taken up with them. */
const MOST_LATER = 400

/**
 * Locks due events for this transaction, the oldest first; what others have locked is theirs. Where more are due than the
 * limit, the later events of the same orders come along, so that a backlog moves each order once.
 */
export async function takeUp(ctx: Context, tx: Tx, selection: Selection): Promise<readonly PendingEvent[]> {
  const { limit, only, without = [], withoutOrders = [] } = selection
  const chosen = only ? tx`AND id = ANY(${keptIds(tx, only)})` : tx``
  const left = without.length > 0 ? tx`AND app_id <> ALL(${without}::uuid[])` : tx``
  const busy =
    withoutOrders.length > 0 ? tx`AND (order_number IS NULL OR order_number <> ALL(${withoutOrders}::text[]))` : tx``
  return tx<PendingEvent[]>`
    WITH first AS (
      SELECT id, app_id, topic, order_number, shop_number, received_at, tries
      FROM channel_events e WHERE ${only ? isDue(ctx, isStill(tx)) : isDue(ctx)} ${chosen} ${left} ${busy} ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    full_round AS (SELECT max(id) AS last FROM first HAVING count(*) >= ${limit}),
    later AS (
      SELECT more.* FROM (SELECT DISTINCT app_id, order_number FROM first) AS begun
      CROSS JOIN LATERAL (
        SELECT id, app_id, topic, order_number, shop_number, received_at, tries
        FROM channel_events e
        WHERE ${isUnsettled(tx)} AND e.order_number = begun.order_number AND e.app_id = begun.app_id
          AND e.id > (SELECT last FROM full_round) AND ${isDue(ctx, isStill(tx))} ${chosen}
        FOR UPDATE SKIP LOCKED) AS more
      LIMIT ${MOST_LATER}),
    taken AS (SELECT * FROM first UNION ALL SELECT * FROM later)
    SELECT taken.*, raw.address, raw.body FROM taken JOIN raw_events raw USING (received_at, id) ORDER BY taken.id`
}

/** Events `e` of the index by order number. */
export function isUnsettled(sql: Queryable): Fragment {
  return sql`(e.state <> 'done' OR e.order_id IS NULL)`
}

/**
 * Whether events `e` that are named otherwise, by id or order, are still in one of these states. Asked as an expression:
 * until Postgres has counted a backlog it would rather read all of it than look up what is named.
 */
export function isStill(sql: Queryable, states: readonly EventState[] = DUE): Fragment {
  return sql`e.state || '' = ANY(${states})`
}

/** What a paused app sent stays where it is. */
export function isDue(ctx: Context, waits: Fragment = ctx.sql`state IN ('pending', 'failed')`) {
  const now = ctx.now()
  return ctx.sql`${waits} AND (next_try_at IS NULL OR next_try_at <= ${now})
    AND (claimed_until IS NULL OR claimed_until < ${now})
    AND app_id NOT IN (SELECT id FROM channel_apps WHERE paused_at IS NOT NULL)`
}

/** The ids of kept messages by their keys: one index look-up each, whatever the planner believes of the table. */
function keptIds(tx: Tx, kept: readonly KeptKey[]) {
  return tx`ARRAY(
    SELECT e.id FROM unnest(${kept.map((one) => one.appId)}::uuid[], ${kept.map((one) => one.key)}::text[]) AS k(app_id, key)
    CROSS JOIN LATERAL (SELECT id FROM channel_events WHERE app_id = k.app_id AND key = k.key LIMIT 1) e)`
}
