import {
  COMPARED_COLUMNS,
  type ComparedColumn,
  type CompareInput,
  type Comparison,
  DIFFERENCE_KINDS,
  type DifferenceGroup,
  type DifferenceKind,
  type OrderDifference,
  type ReconcileFilter,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { csvLine } from '../runtime/csv-cell.ts'
import { differenceOf, type KeptEvent } from './difference.ts'
import { amountText } from './export-columns.ts'
import type { ExportFile } from './export-orders.ts'
import { settledMoment } from './moment.ts'

const AT_ONCE = 1000
/** Moved orders that a screen looks at; the file has no limit. */
const LOOKED_AT = 50_000
const ROWS_OF_GROUP = 100

/** The orders that differ between two moments, grouped by why, each with the event that made the difference. */
export async function compareOrders(ctx: Context, input: CompareInput): Promise<Comparison> {
  const [before, after] = [settledMoment(ctx, input.before), settledMoment(ctx, input.after)]
  const moved = await readMoved(ctx, { before, after, limit: LOOKED_AT + 1 })
  const groups = new Map<DifferenceKind, { orders: number; amountFen: number; rows: OrderDifference[] }>()
  for await (const one of readDifferences(ctx, { before, after, filter: input.filter }, moved.slice(0, LOOKED_AT))) {
    const group = groups.get(one.kind) ?? { orders: 0, amountFen: 0, rows: [] }
    group.orders += 1
    group.amountFen += one.amountFen
    if (group.rows.length < ROWS_OF_GROUP) group.rows.push(one)
    groups.set(one.kind, group)
  }
  const found = DIFFERENCE_KINDS.flatMap((kind): DifferenceGroup[] => {
    const group = groups.get(kind)
    return group ? [{ kind, ...group }] : []
  })
  return {
    before: before.toISOString(),
    after: after.toISOString(),
    orders: found.reduce((sum, group) => sum + group.orders, 0),
    complete: moved.length <= LOOKED_AT,
    groups: found,
  }
}

/** All differences as a CSV that is made while it is read. */
export async function exportDifferences(ctx: Context, input: CompareInput): Promise<ExportFile> {
  const [before, after] = [settledMoment(ctx, input.before), settledMoment(ctx, input.after)]
  return {
    name: `baton-differences-${after.toISOString().replace(/[-:]|\.\d+/g, '')}.csv`,
    contentType: 'text/csv; charset=utf-8',
    bytes: differenceBytes(ctx, { before, after, filter: input.filter }),
  }
}

async function* differenceBytes(ctx: Context, window: Window): AsyncGenerator<Uint8Array> {
  const headings = [
    'order',
    'channel_number',
    'kind',
    'amount_difference',
    'seq',
    'actor',
    'actor_name',
    'cause',
    'recorded_at',
  ]
  const columns = COMPARED_COLUMNS.flatMap((column) => [`${column}_before`, `${column}_after`])
  yield Buffer.from(`\uFEFF${csvLine([...headings, ...columns])}`)
  const moved = await readMoved(ctx, window)
  for await (const { id, nativeNumber, kind, amountFen, event, changed } of readDifferences(ctx, window, moved)) {
    const cells = COMPARED_COLUMNS.flatMap((column) => valuesOf(changed, column))
    const fixed = [id, nativeNumber, kind, amountText(amountFen), event.seq, event.actor, event.actorName]
    yield Buffer.from(csvLine([...fixed, event.cause, event.recordedAt, ...cells]))
  }
}

function valuesOf(changed: OrderDifference['changed'], column: ComparedColumn): (string | null)[] {
  const one = changed.find((value) => value.column === column)
  return one ? [one.before, one.after] : [null, null]
}

interface Window {
  readonly before: Date
  readonly after: Date
  readonly filter: ReconcileFilter
}

/** The orders that anything was applied to in between; only these can differ. */
async function readMoved(
  ctx: Context,
  { before, after, limit }: { before: Date; after: Date; limit?: number },
): Promise<readonly string[]> {
  const rows = await ctx.sql<{ orderId: string }[]>`
    SELECT order_id FROM attempts
    WHERE recorded_at > ${before} AND recorded_at <= ${after} AND verdict = 'applied'
    GROUP BY order_id ORDER BY max(recorded_at) DESC LIMIT ${limit ?? null}`
  return rows.map((row) => row.orderId)
}

async function* readDifferences(
  ctx: Context,
  window: Window,
  moved: readonly string[],
): AsyncGenerator<OrderDifference> {
  for (let from = 0; from < moved.length; from += AT_ONCE) {
    const ids = moved.slice(from, from + AT_ONCE)
    const events = await ctx.sql<KeptEvent[]>`
      SELECT order_id, seq, actor_kind, actor_name, cause, patch, recorded_at FROM order_events
      WHERE order_id = ANY(${ids}) AND recorded_at <= ${window.after} ORDER BY order_id, seq`
    const eventsOf = Map.groupBy(events, (event) => event.orderId)
    for (const id of ids) {
      const difference = differenceOf(eventsOf.get(id) ?? [], window)
      if (difference) yield difference
    }
  }
}
