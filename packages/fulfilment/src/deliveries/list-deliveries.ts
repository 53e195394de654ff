import type {
  AttemptResult,
  BreakerState,
  DeliveriesListInput,
  DeliveryDetail,
  DeliveryPage,
  DeliveryRow,
  DeliveryState,
  RouteView,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { isOver } from './is-over.ts'

type Row = Omit<DeliveryRow, 'id' | 'createdAt' | 'nextAt' | 'settledAt'> & {
  readonly id: number
  readonly createdAt: Date
  readonly nextAt: Date
  readonly settledAt: Date | null
}

/** Outgoing calls, newest first, by keyset. Of each route at most a page, so that each is read from its own index, however few it has. */
export async function listDeliveries(ctx: Context, input: DeliveriesListInput): Promise<DeliveryPage> {
  const { sql } = ctx
  const wanted = sql`true
    ${input.state?.length ? sql`AND ${isIn(sql, input.state)}` : sql``}
    ${input.orderId ? sql`AND order_id = ${input.orderId}` : sql``}
    ${input.cursor === undefined ? sql`` : sql`AND id < ${Number(input.cursor)}`}`
  const page = sql`ORDER BY id DESC LIMIT ${input.limit + 1}`
  const columns = sql`id, kind, route, order_id, state, tries, code, created_at, next_at, settled_at`
  const routes = sql`
    SELECT route AS name FROM delivery_routes WHERE true
      ${input.kind?.length ? sql`AND split_part(route, ':', 1) = ANY(${input.kind})` : sql``}
      ${input.route ? sql`AND ${isOver(sql, input.route)}` : sql``}`
  const rows = await (input.kind?.length || input.route
    ? sql<Row[]>`
        SELECT d.* FROM (${routes}) r CROSS JOIN LATERAL (
          SELECT ${columns} FROM deliveries WHERE route = r.name AND ${wanted} ${page}) d ${page}`
    : sql<Row[]>`SELECT ${columns} FROM deliveries WHERE ${wanted} ${page}`)
  const shown = rows.slice(0, input.limit)
  return { rows: shown.map(deliveryRow), next: rows.length > input.limit ? String(shown.at(-1)?.id) : null }
}

/** Written out, so that each state's own small index is used. */
function isIn(sql: Queryable, states: readonly DeliveryState[]): Fragment {
  return sql`(${sql.unsafe(states.map((state) => `state = '${state}'`).join(' OR '))})`
}

function deliveryRow(row: Row): DeliveryRow {
  return {
    ...row,
    id: String(row.id),
    createdAt: row.createdAt.toISOString(),
    nextAt: row.state === 'pending' ? row.nextAt.toISOString() : null,
    settledAt: row.settledAt?.toISOString() ?? null,
  }
}

interface AttemptOnRecord {
  readonly number: number
  readonly at: Date
  readonly milliseconds: number
  readonly result: AttemptResult
  readonly code: string
  readonly request: string
  readonly answer: string
}

/** One outgoing call with its latest hundred attempts, newest first. */
export async function readDelivery(ctx: Context, input: { id: string }): Promise<DeliveryDetail> {
  const [row] = await ctx.sql<(Row & { key: string })[]>`
    SELECT id, kind, route, key, order_id, state, tries, code, created_at, next_at, settled_at FROM deliveries
    WHERE id = ${Number(input.id)}`
  if (!row) throw new Failure('DELIVERY_NOT_FOUND')
  const attempts = await ctx.sql<AttemptOnRecord[]>`
    SELECT number, at, milliseconds, result, code, request, answer FROM delivery_attempts
    WHERE delivery_id = ${row.id} ORDER BY number DESC LIMIT 100`
  return {
    ...deliveryRow(row),
    key: row.key,
    attempts: attempts.map((one) => ({ ...one, at: one.at.toISOString() })),
  }
}

/** Every other side with its breaker and what waits for it; routes that differ only in the person are one here. */
export async function listRoutes(ctx: Context): Promise<readonly RouteView[]> {
  const now = ctx.now()
  const rows = await ctx.sql<(Omit<RouteView, 'openUntil' | 'breaker'> & { openUntil: Date | null })[]>`
    SELECT substring(route FROM '^[^:]*(?::[^:]*)?') AS route, max(failures)::int AS failures, max(open_until) AS open_until,
      (array_agg(last_code ORDER BY failures DESC, route))[1] AS last_code, sum(pending)::int AS pending, sum(dead)::int AS dead
    FROM (SELECT r.*,
        (SELECT count(*) FROM deliveries d WHERE d.route = r.route AND d.state = 'pending') AS pending,
        (SELECT count(*) FROM deliveries d WHERE d.route = r.route AND d.state = 'dead') AS dead
      FROM delivery_routes r) routes
    GROUP BY 1 ORDER BY 1`
  return rows.map((row) => ({
    ...row,
    breaker: breakerOf(row.openUntil, now),
    openUntil: row.openUntil?.toISOString() ?? null,
  }))
}

function breakerOf(openUntil: Date | null, now: Date): BreakerState {
  if (openUntil === null) return 'closed'
  return openUntil > now ? 'open' : 'half_open'
}
