import {
  type CompareInput,
  type Comparison,
  DIFFERENCE_KINDS,
  type DifferenceGroup,
  type DifferenceKind,
  type OrderDifference,
  type ReconcileFilter,
} from '@baton/contract'
import { listShops, listWarehouses } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'
import { differenceOf, type KeptEvent } from './difference.ts'
import { settledMoment } from './moment.ts'

const AT_ONCE = 1000
/** The newest moves that a screen looks at, and how many orders of them; the file has no limit. */
const MOVES_LOOKED_AT = 250_000
const LOOKED_AT = 50_000
const ROWS_OF_GROUP = 100

/** The orders that differ between two moments, grouped by why, each with the event that made the difference. */
export async function compareOrders(ctx: Context, input: CompareInput): Promise<Comparison> {
  const [before, after] = [settledMoment(ctx, input.before), settledMoment(ctx, input.after)]
  const moved = await readNewestMoved(ctx, { before, after })
  const names = await readNamesOfToday(ctx)
  const groups = new Map<DifferenceKind, Gathered>()
  const ids = inPages(moved.ids.slice(0, LOOKED_AT))
  for await (const one of readDifferences(ctx, { before, after, filter: input.filter, ...names }, ids)) {
    const { kind, currency, amountFen } = one
    const group: Gathered = groups.get(kind) ?? { orders: 0, worth: new Map(), fen: new Map(), rows: [] }
    group.orders += 1
    group.worth.set(currency, (group.worth.get(currency) ?? 0) + one.orderFen)
    group.fen.set(currency, (group.fen.get(currency) ?? 0) + (amountFen ?? 0))
    if (group.rows.length < ROWS_OF_GROUP) group.rows.push(one)
    groups.set(kind, group)
  }
  const found = DIFFERENCE_KINDS.flatMap((kind): DifferenceGroup[] => {
    const group = groups.get(kind)
    if (!group) return []
    const amounts = byCurrency(group.fen).filter(({ fen }) => fen !== 0)
    return [{ kind, orders: group.orders, worth: byCurrency(group.worth), amounts, rows: group.rows }]
  })
  return {
    before: before.toISOString(),
    after: after.toISOString(),
    orders: found.reduce((sum, group) => sum + group.orders, 0),
    complete: moved.ids.length <= LOOKED_AT && moved.moves <= MOVES_LOOKED_AT,
    groups: found,
  }
}

/** Fen by currency. */
type Sums = Map<string, number>

interface Gathered {
  orders: number
  readonly worth: Sums
  readonly fen: Sums
  readonly rows: OrderDifference[]
}

function byCurrency(sums: Sums): readonly { currency: string; fen: number }[] {
  const rows = [...sums].map(([currency, fen]) => ({ currency, fen }))
  return rows.sort((one, other) => one.currency.localeCompare(other.currency))
}

async function readNamesOfToday(ctx: Context): Promise<Pick<Window, 'shops' | 'warehouses'>> {
  const [shops, warehouses] = await Promise.all([listShops(ctx), listWarehouses(ctx)])
  const named = (rows: readonly { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]))
  return { shops: named(shops), warehouses: named(warehouses) }
}

export interface Moments {
  readonly before: Date
  readonly after: Date
}

export interface Window extends Moments {
  readonly filter: ReconcileFilter
  /** Their names of today. */
  readonly shops: ReadonlyMap<string, string>
  readonly warehouses: ReadonlyMap<string, string>
}

/** The orders that anything was applied to in between, the newest moved first, within what a screen looks at; only these can differ. */
async function readNewestMoved(
  ctx: Context,
  { before, after }: Moments,
): Promise<{ readonly ids: readonly string[]; readonly moves: number }> {
  const [row] = await ctx.sql<{ ids: string[]; moves: number }[]>`
    WITH newest AS MATERIALIZED (
      SELECT order_id, recorded_at FROM attempts
      WHERE recorded_at > ${before} AND recorded_at <= ${after} AND ${isMove(ctx.sql)}
      ORDER BY recorded_at DESC, id DESC LIMIT ${MOVES_LOOKED_AT + 1}),
    archived AS (
      SELECT order_id, last_at AS recorded_at FROM order_archives WHERE ${isWithin(ctx.sql, { before, after })}
      ORDER BY last_at DESC LIMIT ${LOOKED_AT + 1})
    SELECT (SELECT count(*)::int FROM newest) AS moves, ARRAY(
      SELECT order_id FROM (SELECT * FROM newest UNION ALL SELECT * FROM archived) AS moved
      GROUP BY order_id ORDER BY max(recorded_at) DESC LIMIT ${LOOKED_AT + 1}) AS ids`
  return row ?? { ids: [], moves: 0 }
}

/** An archive tells of all that an order did until then, so that moving it there is no move of its own. */
function isMove(sql: Queryable, attempt = 'attempts'): Fragment {
  return sql`${sql(`${attempt}.verdict`)} = 'applied' AND NOT coalesce(${sql(`${attempt}.claimed`)} ? 'archive', false)`
}

/** Archives whose first and last event leave room for one in between. */
function isWithin(sql: Queryable, { before, after }: Moments): Fragment {
  return sql`tstzrange(first_at, last_at, '[]') && tstzrange(${before}, ${after}, '(]')`
}

function* inPages(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += AT_ONCE) yield ids.slice(from, from + AT_ONCE)
}

/** All of them, page by page: first those with a move that is still among the attempts, then those from the archive. One that goes there meanwhile may come twice. */
export async function* readMoved(ctx: Context, window: Moments): AsyncGenerator<readonly string[]> {
  yield* readMovedLately(ctx, window)
  yield* readArchived(ctx, window)
}

async function* readArchived(ctx: Context, window: Moments): AsyncGenerator<readonly string[]> {
  for (let last = '', found = AT_ONCE; found === AT_ONCE; ) {
    const rows: readonly { orderId: string }[] = await ctx.sql`
      SELECT DISTINCT order_id FROM order_archives a WHERE order_id > ${last} AND ${isWithin(ctx.sql, window)}
        AND NOT EXISTS (SELECT FROM attempts WHERE order_id = a.order_id AND ${isMove(ctx.sql)}
          AND recorded_at > ${window.before} AND recorded_at <= ${window.after})
      ORDER BY order_id LIMIT ${AT_ONCE}`
    yield rows.map((row) => row.orderId)
    last = rows.at(-1)?.orderId ?? last
    found = rows.length
  }
}

/** In the order of their first move in between. */
async function* readMovedLately(ctx: Context, { before, after }: Moments): AsyncGenerator<readonly string[]> {
  let last: { recordedAt: Date; id: number } | undefined
  do {
    const moves: readonly { orderId: string; recordedAt: Date; id: number; isFirst: boolean }[] = await ctx.sql`
      SELECT order_id, recorded_at, id, NOT EXISTS (
        SELECT FROM attempts earlier WHERE earlier.order_id = a.order_id AND ${isMove(ctx.sql, 'earlier')}
          AND earlier.recorded_at > ${before} AND earlier.recorded_at <= a.recorded_at
          AND (earlier.recorded_at, earlier.id) < (a.recorded_at, a.id)) AS is_first
      FROM attempts a
      WHERE recorded_at > ${before} AND recorded_at <= ${after} AND ${isMove(ctx.sql, 'a')}
        ${last ? ctx.sql`AND recorded_at >= ${last.recordedAt} AND (recorded_at, id) > (${last.recordedAt}, ${last.id})` : ctx.sql``}
      ORDER BY recorded_at, id LIMIT ${AT_ONCE}`
    yield moves.flatMap((move) => (move.isFirst ? move.orderId : []))
    last = moves.length === AT_ONCE ? moves.at(-1) : undefined
  } while (last)
}

/** Of these orders those that differ, with their warehouses by name. */
export async function* readDifferences(
  ctx: Context,
  window: Window,
  moved: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
): AsyncGenerator<OrderDifference> {
  for await (const ids of moved) {
    const events = await ctx.sql<KeptEvent[]>`
      SELECT order_id, seq, actor_kind, actor_name, cause, patch, recorded_at FROM order_event_history
      WHERE order_id = ANY(${ids}) AND recorded_at <= ${window.after} AND cause <> 'archive' ORDER BY order_id, seq`
    const eventsOf = Map.groupBy(events, (event) => event.orderId)
    for (const id of ids) {
      const difference = differenceOf(eventsOf.get(id) ?? [], window)
      if (difference) yield { ...difference, changed: difference.changed.map((one) => named(one, window.warehouses)) }
    }
  }
}

function named(one: OrderDifference['changed'][number], warehouses: Window['warehouses']) {
  if (one.column !== 'warehouseId') return one
  const nameOf = (id: string) => warehouses.get(id) ?? id
  return { ...one, before: one.before && nameOf(one.before), after: nameOf(one.after) }
}
