import { randomUUID } from 'node:crypto'
import type { ReplayRunView } from '@baton/contract'
import { chainHash, foldPatches } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'

const SLICE = 500
const EXAMPLES = 20
/** Orders that one job replays before it hands over to the next. */
const ORDERS_A_JOB = 20_000

export interface Replayed {
  readonly orders: number
  readonly events: number
  /** `id.column` of each value that replay does not give; `id#seq` of each broken link of the chain. */
  readonly differences: readonly string[]
  /** Where to go on; null: these were the last. */
  readonly next: string | null
}

interface Archive {
  readonly orderId: string
  readonly untilSeq: number
  readonly chain: Uint8Array
}

interface EventRow {
  readonly orderId: string
  readonly seq: number
  readonly actorKind: string
  readonly actorName: string
  readonly cause: string
  readonly patch: Record<string, unknown>
  readonly recordedAt: Date
  /** Null inside an archive, which keeps the hash of its last event for all before it. */
  readonly chain: Uint8Array | null
}

/**
 * Replays the events of some orders and compares with today's rows, in one snapshot; checks the hash chain. From nothing where
 * `whole`; else an order that went to the archive is replayed from there, and its chain must begin with the archive's last hash.
 */
export async function replayOrders(
  ctx: Context,
  after: string,
  { whole }: { whole: boolean } = { whole: false },
): Promise<Replayed> {
  const [rows, events, archives] = (await ctx.sql.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', async (tx) => {
    const orders = await tx<(Record<string, unknown> & { id: string; chain: Uint8Array })[]>`
      SELECT * FROM orders WHERE id > ${after} ORDER BY id LIMIT ${SLICE}`
    const kept = await tx<EventRow[]>`
      SELECT order_id, seq, actor_kind, actor_name, cause, patch, recorded_at, chain FROM ${tx(whole ? 'order_event_history' : 'order_events')}
      WHERE order_id = ANY(${orders.map((order) => order.id)}) ORDER BY order_id, seq`
    const archives = whole
      ? []
      : await tx<Archive[]>`
      SELECT order_id, until_seq, chain FROM order_archives WHERE order_id = ANY(${orders.map((order) => order.id)})`
    return [orders, kept, archives]
  })) as [(Record<string, unknown> & { id: string; chain: Uint8Array })[], EventRow[], Archive[]]
  const chainAt = new Map(archives.map((one) => [`${one.orderId}#${one.untilSeq}`, one.chain]))
  const eventsOf = Map.groupBy(events, (event) => event.orderId)
  const differences = rows.flatMap((row) => differencesOf(row, eventsOf.get(row.id) ?? [], chainAt))
  const next = rows.length === SLICE ? (rows.at(-1)?.id ?? null) : null
  return { orders: rows.length, events: events.length, differences, next }
}

function differencesOf(
  row: Record<string, unknown> & { id: string; chain: Uint8Array },
  events: readonly EventRow[],
  chainAt: ReadonlyMap<string, Uint8Array>,
) {
  const found: string[] = []
  let chain = chainAt.get(`${row.id}#${(events[0]?.seq ?? 0) - 1}`) ?? null
  for (const event of events) {
    const expected = chainHash(chain, event)
    if (event.chain && !expected.equals(Buffer.from(event.chain))) found.push(`${row.id}#${event.seq}`)
    chain = event.chain ?? expected
  }
  if (!chain || !Buffer.from(chain).equals(Buffer.from(row.chain))) found.push(`${row.id}.chain`)
  const folded = foldPatches(events.map((event) => event.patch)) as unknown as Record<string, unknown>
  for (const [column, value] of Object.entries(row))
    if (column !== 'chain' && plain(folded[column]) !== plain(value)) found.push(`${row.id}.${column}`)
  return found
}

/** As text that does not depend on the order of keys; a column no event ever wrote is empty. */
function plain(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** One job's worth of the nightly replay: records what it found and hands over to the next until every order was replayed. */
export async function continueReplay(ctx: Context, job: { runId?: string; after?: string }): Promise<void> {
  const runId = job.runId ?? (await beginRun(ctx))
  let next: string | null = job.after ?? ''
  const total = { orders: 0, events: 0, differences: [] as string[] }
  while (next !== null && total.orders < ORDERS_A_JOB) {
    const replayed: Replayed = await replayOrders(ctx, next)
    total.orders += replayed.orders
    total.events += replayed.events
    total.differences.push(...replayed.differences)
    next = replayed.next
  }
  if (total.differences.length > 0)
    ctx.log.error(
      { differences: total.differences.slice(0, EXAMPLES) },
      'replaying events does not give today’s orders',
    )
  await inTransaction(ctx, async (tx) => {
    await tx`
      UPDATE replay_runs SET orders = orders + ${total.orders}, events = events + ${total.events},
        differing = differing + ${total.differences.length},
        examples = (SELECT coalesce(jsonb_agg(one), '[]') FROM (
          SELECT one FROM jsonb_array_elements(examples || ${tx.json(total.differences.slice(0, EXAMPLES))}) AS one LIMIT ${EXAMPLES}) AS kept),
        finished_at = ${next === null ? ctx.now() : null}
      WHERE id = ${runId}`
    if (next !== null) await ctx.jobs.add(tx, 'reconcile.replay', [{ runId, after: next }])
  })
}

async function beginRun(ctx: Context): Promise<string> {
  const id = randomUUID()
  await ctx.sql`INSERT INTO replay_runs (id, started_at) VALUES (${id}, ${ctx.now()})`
  return id
}

/** The newest replay, running or over; null before the first. */
export async function readLastReplay(ctx: Context): Promise<ReplayRunView | null> {
  const [row] = await ctx.sql<
    (Omit<ReplayRunView, 'startedAt' | 'finishedAt'> & { startedAt: Date; finishedAt: Date | null })[]
  >`
    SELECT started_at, finished_at, orders, events, differing, examples FROM replay_runs ORDER BY started_at DESC LIMIT 1`
  return row
    ? { ...row, startedAt: row.startedAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null }
    : null
}
