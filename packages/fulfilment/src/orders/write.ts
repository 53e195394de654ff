import { hasLeftWarehouse, type Reason, type Verdict } from '@baton/contract'
import { armDeadlines, cancelDeadlines } from '../deadlines/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import type { Jobs } from '../runtime/jobs.ts'
import { rowsAsTable, rowsInto } from '../runtime/rows-as-text.ts'
import { RunAgain } from '../runtime/transaction.ts'
import { deadlineChanges } from './deadlines-of.ts'
import type { Decision } from './decision.ts'
import type { OrderMove } from './move.ts'
import type { Order } from './order.ts'
import { findPaid, paymentsOf } from './payments.ts'
import type { Standing } from './read-standings.ts'
import { attempts as attemptsTable, orderEvents, orders } from './tables.ts'
import { claimedOf, nativeStatusOf } from './what-was-claimed.ts'
import { writeInterceptions } from './write-interceptions.ts'
import { writeParts } from './write-parts.ts'

export interface Attempt {
  readonly move: OrderMove
  readonly orderId: string | null
  readonly seq: number | null
  readonly verdict: Verdict
  readonly reason: Reason | null
  readonly before: Order | null
  readonly now: Date
}

export interface Written {
  readonly move: OrderMove
  readonly before: Order | null
  readonly after: Order
  readonly decision: Decision & { verdict: 'applied' }
  readonly event: {
    readonly orderId: string
    readonly seq: number
    readonly actorKind: string
    readonly actorName: string
    readonly cause: string
    readonly patch: unknown
    readonly recordedAt: Date
    readonly chain: Uint8Array
  }
}

export interface Batch {
  readonly written: readonly Written[]
  readonly attempts: readonly Attempt[]
  /** By order: the version of a picture that changed nothing, newer than any before it. */
  readonly heard: ReadonlyMap<string, Pick<Order, 'heardVersion' | 'heardAgain'>>
  /** The parcels that were there before. */
  readonly known: ReadonlySet<string>
}

/** Writes all that a batch decided, in a handful of statements however many moves there are. */
export async function writeBatch(ctx: Context, tx: Tx, batch: Batch): Promise<void> {
  const { written, attempts } = batch
  const last = new Map(written.map((one) => [one.after.record.id, one]))
  const created = written.filter((one) => one.before === null).map((one) => one.after.record.id)
  const rows = [...last.values()].map((one) => ({ ...one.after.record, chain: one.event.chain }))
  const fresh = rows.filter((row) => created.includes(row.id)).sort((a, b) => (byNative(a) < byNative(b) ? -1 : 1))
  const moved = rows.filter((row) => !created.includes(row.id))
  await Promise.all([
    insertOrders(tx, fresh),
    updateOrders(tx, moved),
    insertEvents(tx, written),
    insertAttempts(tx, attempts),
    writeParts(ctx, tx, batch),
    writeDeadlines(tx, written),
    writeInterceptions(tx, written),
    addWriteBacks(ctx, tx, written),
    ctx.jobs.add(tx, 'channels.open-reviews', reviewsOf(attempts)),
    ctx.jobs.add(tx, 'channels.judge-alternation', wentBack(attempts)),
  ])
}

function byNative(row: { platform: string; shopId: string; nativeNumber: string }): string {
  return `${row.platform}\n${row.shopId}\n${row.nativeNumber}`
}

async function insertOrders(tx: Tx, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const made = await tx`
    INSERT INTO orders ${rowsInto(tx, orders, rows)}
    ON CONFLICT DO NOTHING`
  if (made.count < rows.length) throw new RunAgain('another writer created the same order, or drew the same id')
}

async function updateOrders(tx: Tx, rows: readonly { id: string }[]): Promise<void> {
  if (rows.length === 0) return
  const updated = await tx`
    UPDATE orders o SET
      seq = r.seq, state = r.state, shown = r.shown, signed = r.signed, refunded = r.refunded, holds = r.holds,
      customer_id = r.customer_id,
      hold_reasons = r.hold_reasons, native_status = r.native_status, source_version = r.source_version,
      amount_fen = r.amount_fen, currency = r.currency, warehouse_id = r.warehouse_id,
      warehouse_reason = r.warehouse_reason, receiver_version = r.receiver_version, receiver_mac = r.receiver_mac,
      province = r.province, lines_hash = r.lines_hash, line_summary = r.line_summary, item_count = r.item_count,
      buyer_nick = r.buyer_nick, buyer_memo = r.buyer_memo, seller_memo = r.seller_memo,
      seller_flag = r.seller_flag, seller_flag_label = r.seller_flag_label, paid_at = r.paid_at,
      called_off = r.called_off,
      shipped_at = r.shipped_at, ship_by = r.ship_by, locked_until = r.locked_until, taken_back = r.taken_back,
      updated_at = r.updated_at, archived_at = r.archived_at, erased_at = r.erased_at, chain = r.chain
    FROM ${rowsAsTable(tx, orders, rows)} r
    WHERE o.id = r.id AND o.seq < r.seq AND o.id = ANY(${rows.map((row) => row.id)})`
  if (updated.count !== rows.length) throw new RunAgain('an order moved under our lock')
}

async function insertEvents(tx: Tx, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return
  const rows = written.map(({ event, move, before, after, decision }) => ({
    ...event,
    appId: move.source.appId,
    eventId: move.source.eventId,
    before: before ? standing(before) : null,
    after: standing(after),
    implied: decision.implied,
    effects: decision.effects,
    changes: decision.changes,
    occurredAt: move.occurredAt,
  }))
  await tx`INSERT INTO order_events ${rowsInto(tx, orderEvents, rows)}`
  const news = written.filter(({ move }) => move.claim.kind !== 'archive').map((one) => one.event)
  await tx`
    INSERT INTO order_feed_queue (order_id, seq)
    SELECT * FROM unnest(${news.map((event) => event.orderId)}::text[], ${news.map((event) => event.seq)}::int[])`
}

async function insertAttempts(tx: Tx, attempts: readonly Attempt[]): Promise<void> {
  const rows = attempts.map(({ move, orderId, seq, verdict, reason, before, now }) => ({
    recordedAt: now,
    orderId,
    seq,
    verdict,
    reason,
    actorKind: move.source.actor.kind,
    actorName: move.source.actor.name,
    appId: move.source.appId,
    address: move.source.address,
    eventId: move.source.eventId,
    topic: move.source.topic,
    nativeStatus: nativeStatusOf(move),
    before: before && verdict !== 'applied' ? standing(before) : null,
    claimed: claimedOf(move),
    occurredAt: move.occurredAt,
  }))
  await insertAttemptRows(tx, rows)
}

export interface AttemptRow {
  readonly recordedAt: Date
  readonly orderId: string | null
  readonly seq: number | null
  readonly verdict: Verdict
  readonly reason: Reason | null
  readonly actorKind: string
  readonly actorName: string
  readonly appId: string | null
  readonly address: string | null
  readonly eventId: number | null
  readonly topic: string | null
  readonly nativeStatus: string | null
  readonly before: object | null
  readonly claimed: object | null
  readonly occurredAt: Date
}

/** Records attempts that never reached a decision (a repeat at the door, an unmapped word) beside those that did. */
export async function insertAttemptRows(tx: Tx, rows: readonly AttemptRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx`
    INSERT INTO attempts ${rowsInto(tx, attemptsTable, rows)}`
}

function standing(order: Order): Standing {
  return { state: order.record.state, shown: order.record.shown, holds: order.record.holdReasons }
}

async function writeDeadlines(tx: Tx, written: readonly Written[]): Promise<void> {
  const first = new Map<string, Order | null>()
  const last = new Map<string, Order>()
  for (const { before, after } of written) {
    if (!first.has(after.record.id)) first.set(after.record.id, before)
    last.set(after.record.id, after)
  }
  const all = [...last].map(([id, after]) => deadlineChanges(first.get(id) ?? null, after))
  const arm = all.flatMap((one) => one.arm)
  const now = written[0]?.event.recordedAt
  if (now) await armDeadlines(tx, arm, now)
  await cancelDeadlines(
    tx,
    all.flatMap((one) => one.cancel),
  )
}

/**
 * What anyone but the home channel achieved is told to the others: goods that left, further parcels, each load, cancellations. What the
 * home channel itself shipped is told where the order's payment is known. One job a batch.
 */
async function addWriteBacks(ctx: Context, tx: Tx, written: readonly Written[]): Promise<void> {
  const paid = paymentsOf(written)
  const shipped = written.filter((one) => isHome(one) && hasLeftWarehouse(one.after.record.state))
  const news = shipped.filter((one) => isToldToOthers(one.decision, one.after)).map((one) => one.after.record.id)
  const known = await findPaid(tx, news)
  const moves = written
    .filter((one) => {
      const { id } = one.after.record
      if (isHome(one)) return shipped.includes(one) && (paid.has(id) || known.has(id))
      return isToldToOthers(one.decision, one.after)
    })
    .map(({ move, after }) => ({
      orderId: after.record.id,
      appId: move.source.appId,
      actorKind: move.source.actor.kind,
    }))
  await ctx.jobs.add(tx, 'channels.write-back', moves.length > 0 ? [{ moves }] : [])
}

function isHome({ move }: Written): boolean {
  return move.source.authority === 'home'
}

const TOLD: readonly string[] = ['left', 'shipped', 'cancelled']

function isToldToOthers({ effects, changes }: Decision & { verdict: 'applied' }, { record }: Order): boolean {
  if (effects.some((effect) => TOLD.includes(effect.split(':')[0] ?? ''))) return true
  return (changes.includes('parcels') || changes.includes('loading')) && hasLeftWarehouse(record.state)
}

const BACKWARD: readonly (Reason | null)[] = ['backward', 'backward_after_shipping', 'cancelled_after_shipping']

/** Orders whose channel, by a newer picture, is behind where the order stands: perhaps it keeps undoing what it is told. */
function wentBack(attempts: readonly Attempt[]): Jobs['channels.judge-alternation'][] {
  const ids = attempts.flatMap(({ move, before, reason }) => {
    if (!before || move.claim.kind !== 'snapshot' || !BACKWARD.includes(reason)) return []
    const { id, state } = before.record
    return state === 'cancelled' || hasLeftWarehouse(state) ? [id] : []
  })
  return ids.length > 0 ? [{ orderIds: [...new Set(ids)].sort() }] : []
}

/** Claims that nobody may believe unseen; those about orders we do not know have nothing to be reviewed on. */
function reviewsOf(attempts: readonly Attempt[]): Jobs['channels.open-reviews'][] {
  const claims = attempts.flatMap(({ move, orderId, verdict, reason }) =>
    verdict === 'review' && orderId && reason
      ? [{ orderId, appId: move.source.appId, actorName: move.source.actor.name, reason }]
      : [],
  )
  return claims.length > 0 ? [{ claims }] : []
}
