import type { PlatformId, StatusAxis } from '@baton/contract'
import type { Context } from '../runtime/context.ts'

const PREVIEW_DAYS = 30
/** Attempts of one app that are looked through, newest first. */
const EXAMINED_AT_MOST = 100_000
const ORDERS_AT_MOST = 500
const WAITING_AT_MOST = 500

/** What of an attempt's claim only a word of this axis has. */
const CLAIM_OF_AXIS = {
  order: 'version',
  trace: 'waybill',
  after_sale: 'afterSale',
} as const satisfies Record<StatusAxis, string>

export interface Affected {
  readonly since: Date
  readonly complete: boolean
  readonly events: number
  readonly orderIds: readonly string[]
  readonly waiting: number
  /** The newest of the events that wait for the word. */
  readonly waitingIds: readonly number[]
}

/** The orders of the last 30 days that a word spoke of, newest first, within stated limits. */
export async function findAffected(
  ctx: Context,
  input: { platform: PlatformId; axis: StatusAxis; native: string; appIds: readonly string[] },
): Promise<Affected> {
  const since = new Date(ctx.now().getTime() - PREVIEW_DAYS * 86_400_000)
  const apps = input.appIds
  const [seen, waiting, afterSales] = await Promise.all([
    readSeen(ctx, { ...input, since, apps }),
    ctx.sql<{ id: number; all: number }[]>`
      SELECT id, (count(*) OVER ())::int AS all FROM channel_events
      WHERE state = 'unmapped' AND unmapped = ${`${input.axis}:${input.native}`} AND app_id = ANY(${apps})
      ORDER BY id DESC LIMIT ${WAITING_AT_MOST}`,
    input.axis === 'after_sale' ? readAfterSales(ctx, input, since) : Promise.resolve([]),
  ])
  const ids = [...new Set([...seen.orders.map((row) => row.orderId), ...afterSales.map((row) => row.orderId)])]
  const everything = seen.examined < EXAMINED_AT_MOST && ids.length <= ORDERS_AT_MOST
  return {
    since: seen.examined < EXAMINED_AT_MOST ? since : (seen.oldest ?? since),
    complete: everything && (waiting[0]?.all ?? 0) <= WAITING_AT_MOST,
    events: seen.orders.reduce((sum, row) => sum + row.count, 0) + afterSales.length,
    orderIds: ids.slice(0, ORDERS_AT_MOST),
    waiting: waiting[0]?.all ?? 0,
    waitingIds: waiting.map((row) => row.id),
  }
}

async function readSeen(
  ctx: Context,
  input: { axis: StatusAxis; native: string; since: Date; apps: readonly string[] },
): Promise<{ orders: readonly { orderId: string; count: number }[]; examined: number; oldest: Date | null }> {
  const [row] = await ctx.sql<
    { orders: { orderId: string; count: number }[] | null; examined: number; oldest: Date | null }[]
  >`
    WITH seen AS MATERIALIZED (
      SELECT a.order_id, a.recorded_at, app.id AS app_id,
             a.native_status = ${input.native} AND a.claimed ? ${CLAIM_OF_AXIS[input.axis]} AND a.order_id IS NOT NULL AS hit
      FROM unnest(${input.apps}::uuid[]) AS app(id) CROSS JOIN LATERAL (
        SELECT order_id, recorded_at, native_status, claimed FROM attempts
        WHERE app_id = app.id AND recorded_at > ${input.since} ORDER BY recorded_at DESC LIMIT ${EXAMINED_AT_MOST}) a),
    hits AS (
      SELECT order_id, count(*)::int AS count, max(recorded_at) AS last FROM seen WHERE hit
      GROUP BY order_id ORDER BY last DESC LIMIT ${ORDERS_AT_MOST + 1})
    SELECT (SELECT jsonb_agg(jsonb_build_object('orderId', order_id, 'count', count) ORDER BY last DESC) FROM hits) AS orders,
           coalesce((SELECT max(n) FROM (SELECT count(*)::int AS n FROM seen GROUP BY app_id) AS by_app), 0) AS examined,
           (SELECT max(first) FROM (SELECT min(recorded_at) AS first FROM seen GROUP BY app_id
                                    HAVING count(*) >= ${EXAMINED_AT_MOST}) AS cut) AS oldest`
  return { orders: row?.orders ?? [], examined: row?.examined ?? 0, oldest: row?.oldest ?? null }
}

/** After-sales told inside an order leave no attempt of their own; their own row remembers the last word. */
async function readAfterSales(
  ctx: Context,
  input: { platform: PlatformId; native: string },
  since: Date,
): Promise<readonly { orderId: string }[]> {
  return ctx.sql<{ orderId: string }[]>`
    SELECT s.order_id FROM after_sales s JOIN orders o ON o.id = s.order_id
    WHERE s.native_status = ${input.native} AND o.platform = ${input.platform} AND s.updated_at > ${since}
    ORDER BY s.updated_at DESC LIMIT ${ORDERS_AT_MOST + 1}`
}
