import { createHash } from 'node:crypto'
import type { ErpWrite, ErpWriteResult, OwnTopic } from '@baton/contract'
import { insertAttemptRows, linkOrders, moveOrders, type OrderReport, readStandings } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { json, type Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Erp } from './authenticate.ts'
import { findOrders } from './find-orders.ts'
import { type ErpSource, moveOf, resultOf, UNKNOWN } from './write-move.ts'

const LONGEST_KEY = 200

export type TakenWrites =
  | { readonly kind: 'answered'; readonly results: readonly ErpWriteResult[]; readonly isReplay: boolean }
  /** The ERP is paused: kept, and applied in its place once it is resumed. */
  | { readonly kind: 'kept' }
/** The key was used with another body. */
export type TakenRequest = TakenWrites | { readonly kind: 'reused' }

export interface WriteRequest {
  readonly key: string
  readonly bodyHash: Buffer
  readonly writes: readonly ErpWrite[]
}

export function isUsableKey(key: string): boolean {
  return key !== '' && key.length <= LONGEST_KEY
}

/**
 * Takes one request of writes: its idempotency key, its moves and its answer commit together. The same key with the same
 * body hears the same answer and changes nothing; with another body it is refused. A file comes in several parts under one key.
 */
export async function takeWrites(
  ctx: Context,
  erp: Erp,
  request: { key: string; part?: number; body: Uint8Array; writes: readonly ErpWrite[]; address: string },
): Promise<TakenWrites> {
  const { part, body, writes, address } = request
  if (!isUsableKey(request.key)) throw new Failure('IDEMPOTENCY_KEY_MISSING')
  const key = part === undefined ? request.key : `${request.key}#${part}`
  const bodyHash = createHash('sha256').update(body).digest()
  const [taken] = await inTransaction(ctx, (tx) =>
    takeRequests(ctx, tx, { source: { ...erp, address }, requests: [{ key, bodyHash, writes }] }),
  )
  if (!taken) throw new Failure('UNEXPECTED')
  if (taken.kind === 'reused') throw new Failure('IDEMPOTENCY_KEY_REUSED')
  ctx.waker.wake('orders_moved')
  return taken
}

/** Takes requests of one source, in their order, within the caller's transaction. Says of each what became of it. */
export async function takeRequests(
  ctx: Context,
  tx: Tx,
  { source, requests }: { source: ErpSource; requests: readonly WriteRequest[] },
): Promise<readonly TakenRequest[]> {
  const fresh = await keepRequests(ctx, tx, { source, requests })
  const [state] = await tx<{ pausedAt: Date | null }[]>`SELECT paused_at FROM erps WHERE id = ${source.id} FOR SHARE`
  const news = requests.filter((_, index) => fresh.has(index))
  const answers = state?.pausedAt ? new Map() : await answerRequests(ctx, tx, { source, requests: news })
  const taken: TakenRequest[] = []
  for (const [index, request] of requests.entries()) {
    const results = answers.get(request.key)
    if (!fresh.has(index)) taken.push(await replay(ctx, tx, { source, ...request }))
    else taken.push(results ? { kind: 'answered', results, isReplay: false } : { kind: 'kept' })
  }
  return taken
}

interface Requests {
  readonly source: ErpSource
  readonly requests: readonly WriteRequest[]
}

/** Which of the requests are here for the first time; a key that stands twice among them is new once. */
async function keepRequests(ctx: Context, tx: Tx, { source, requests }: Requests): Promise<ReadonlySet<number>> {
  const rows = requests.map(({ key, bodyHash, writes }) => ({ key, hash: bodyHash.toString('hex'), writes }))
  const kept = await tx<{ key: string }[]>`
    INSERT INTO erp_requests (erp_id, key, body_hash, address, received_at, writes)
    SELECT ${source.id}, key, decode(hash, 'hex'), ${source.address}, ${ctx.now()}, writes
    FROM jsonb_to_recordset(${json(tx, rows)}) AS told(key text, hash text, writes jsonb)
    ON CONFLICT DO NOTHING RETURNING key`
  const keys = requests.map((request) => request.key)
  return new Set(kept.map((row) => keys.indexOf(row.key)))
}

/** Applies them together and stores what each is answered. */
async function answerRequests(
  ctx: Context,
  tx: Tx,
  { source, requests }: Requests,
): Promise<ReadonlyMap<string, readonly ErpWriteResult[]>> {
  if (requests.length === 0) return new Map()
  const results = await applyWrites(
    ctx,
    tx,
    source,
    requests.flatMap((request) => request.writes),
  )
  let from = 0
  const answers = requests.map(({ key, writes }) => {
    from += writes.length
    return { key, results: results.slice(from - writes.length, from) }
  })
  await tx`
    UPDATE erp_requests AS r SET results = told.results
    FROM jsonb_to_recordset(${json(tx, answers)}) AS told(key text, results jsonb)
    WHERE r.erp_id = ${source.id} AND r.key = told.key`
  return new Map(answers.map((one) => [one.key, one.results]))
}

/** Writes of one request take effect one after the other, as given. */
export async function applyWrites(
  ctx: Context,
  tx: Tx,
  source: ErpSource,
  writes: readonly ErpWrite[],
): Promise<readonly ErpWriteResult[]> {
  const ids = await findOrders(
    tx,
    writes.map((write) => write.order),
  )
  const known = writes.flatMap((write, index) => {
    const orderId = ids[index]
    return orderId ? [{ index, move: moveOf(ctx, source, { write, orderId }) }] : []
  })
  const outcomes = await moveOrders(
    ctx,
    tx,
    known.map((one) => one.move),
  )
  const results: ErpWriteResult[] = writes.map(() => UNKNOWN)
  for (const [at, { index }] of known.entries()) {
    const outcome = outcomes[at]
    if (outcome) results[index] = resultOf(outcome)
  }
  await linkOrders(tx, { systemId: source.id, now: ctx.now() }, reportsOf(writes, ids))
  await recordUnknown(
    ctx,
    tx,
    source,
    writes.filter((_, index) => !ids[index]),
  )
  return results
}

function reportsOf(writes: readonly ErpWrite[], ids: readonly (string | null)[]): readonly OrderReport[] {
  return writes.flatMap(({ report, ownNumber = null }, index) => {
    const orderId = ids[index]
    const status = report.kind === 'status' ? report.to : null
    return orderId && (status || ownNumber) ? [{ orderId, ownNumber, status }] : []
  })
}

/** The same key again: the same body hears the same answer, another body is refused, and both are on the timeline. */
async function replay(
  ctx: Context,
  tx: Tx,
  { source, key, bodyHash, writes }: WriteRequest & { source: ErpSource },
): Promise<TakenRequest> {
  const [first] = await tx<{ bodyHash: Uint8Array; results: readonly ErpWriteResult[] | null }[]>`
    UPDATE erp_requests SET repeats = repeats + 1 WHERE erp_id = ${source.id} AND key = ${key} RETURNING body_hash, results`
  if (!first || !bodyHash.equals(Buffer.from(first.bodyHash))) {
    await recordReused(ctx, tx, { source, writes })
    return { kind: 'reused' }
  }
  if (first.results === null) return { kind: 'kept' }
  const rows = first.results.map((result) => ({ ...blank(ctx, source), orderId: result.order }))
  await insertAttemptRows(
    tx,
    rows.map((row) => ({ ...row, verdict: 'duplicate', reason: 'same_message' })),
  )
  return { kind: 'answered', results: first.results, isReplay: true }
}

/** Refused because their idempotency key was used with another body: on the timeline of every order that they name. */
export async function recordReused(
  ctx: Context,
  tx: Tx,
  { source, writes }: { source: ErpSource; writes: readonly ErpWrite[] },
): Promise<void> {
  const ids = await findOrders(
    tx,
    writes.map((write) => write.order),
  )
  const known = ids.filter((id) => id !== null)
  const standings = await readStandings(tx, known)
  const rows = writes.map((write, index) => ({
    ...blank(ctx, source),
    orderId: ids[index] ?? null,
    before: standings.get(ids[index] ?? '') ?? null,
    claimed: { ...write.report, order: write.order },
  }))
  await insertAttemptRows(
    tx,
    rows.map((row) => ({ ...row, verdict: 'forbidden', reason: 'key_reused' })),
  )
}

async function recordUnknown(ctx: Context, tx: Tx, source: ErpSource, writes: readonly ErpWrite[]): Promise<void> {
  const rows = writes.map((write) => ({
    ...blank(ctx, source),
    claimed: { ...write.report, order: write.order },
  }))
  await insertAttemptRows(
    tx,
    rows.map((row) => ({ ...row, verdict: 'unmatched', reason: 'order_unknown' })),
  )
}

function blank(ctx: Context, source: ErpSource) {
  const now = ctx.now()
  const empty = {
    orderId: null,
    seq: null,
    eventId: null,
    topic: 'erp' satisfies OwnTopic,
    nativeStatus: null,
    before: null,
    claimed: null,
  }
  return {
    ...empty,
    actorKind: 'erp',
    actorName: source.name,
    appId: source.id,
    address: source.address,
    recordedAt: now,
    occurredAt: now,
  }
}
