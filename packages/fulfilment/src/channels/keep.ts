import type { PushedMessage } from '@baton/platforms'
import { insertAttemptRows } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Queryable, Tx } from '../runtime/database.ts'
import { isDataFault } from '../runtime/failure.ts'
import { inTransaction, untilWon } from '../runtime/transaction.ts'
import type { KeptKey, PendingEvent } from './take-up.ts'

/** A verified message on its way into the inbox. */
export interface Arrival {
  readonly app: { readonly id: string; readonly name: string; readonly actorKind: 'channel' | 'carrier' | 'erp' }
  readonly address: string | null
  readonly message: PushedMessage
}

/**
 * Keeps a batch durably: each new message once, each repeat counted and recorded as `duplicate`.
 * Sorted by key, so that overlapping batches cannot deadlock, and tried again where one loses a race all the same; a message
 * that Postgres cannot store fails alone, never its neighbours. Returns, per arrival, null or its error.
 */
export async function keepBatch(ctx: Context, arrivals: readonly Arrival[]): Promise<readonly (Error | null)[]> {
  try {
    await keepAll(ctx, arrivals)
    return arrivals.map(() => null)
  } catch (error) {
    if (!isDataFault(error)) throw error
    if (arrivals.length === 1) return [error instanceof Error ? error : new Error(String(error))]
    const half = Math.ceil(arrivals.length / 2)
    const [left, right] = [await keepBatch(ctx, arrivals.slice(0, half)), await keepBatch(ctx, arrivals.slice(half))]
    return [...left, ...right]
  }
}

/** What makes a message one, as one text. */
export const nameOf = (appId: string, key: string) => `${appId}\n${key}`

/** A message as it was just kept, with the key that makes it one. */
export interface FreshEvent extends PendingEvent, KeptKey {
  /** Its app was paused meanwhile. */
  readonly isPaused: boolean
}

export function eventOf({ app, address, message }: Arrival, id: number, receivedAt: Date): PendingEvent {
  const { topic, orderNumber, shopNumber, body } = message
  return { id, appId: app.id, topic, orderNumber, shopNumber, receivedAt, tries: 0, address, body }
}

/**
 * Keeps arrivals within the caller's transaction, for one that applies them at once. Returns those that are new, in the
 * order of their ids, and the keys of those that are not.
 */
export async function keepWithin(
  ctx: Context,
  tx: Tx,
  arrivals: readonly Arrival[],
): Promise<{ fresh: readonly FreshEvent[]; repeated: readonly KeptKey[] }> {
  const { unique, repeats } = sortOut(arrivals)
  const receivedAt = ctx.now()
  const kept = await insertFresh(tx, [...unique.values()], receivedAt)
  for (const [key, arrival] of unique) if (!kept.has(key)) repeats.push(arrival)
  if (repeats.length > 0) await recordRepeats(ctx, tx, repeats)
  const fresh = [...kept].flatMap(([name, { id, isPaused }]) => {
    const arrival = unique.get(name)
    return arrival ? [{ ...eventOf(arrival, id, receivedAt), key: arrival.message.key, isPaused }] : []
  })
  return {
    fresh: fresh.sort((a, b) => a.id - b.id),
    repeated: repeats.map(({ app, message }) => ({ appId: app.id, key: message.key })),
  }
}

async function keepAll(ctx: Context, arrivals: readonly Arrival[]): Promise<void> {
  const { unique, repeats } = sortOut(arrivals)
  const fresh = await untilWon(() => insertFresh(ctx.sql, [...unique.values()], ctx.now()))
  for (const [key, arrival] of unique) if (!fresh.has(key)) repeats.push(arrival)
  if (repeats.length > 0) await inTransaction(ctx, (tx) => recordRepeats(ctx, tx, repeats))
}

/** A repeat within one batch is a repeat like any other. */
function sortOut(arrivals: readonly Arrival[]): { unique: Map<string, Arrival>; repeats: Arrival[] } {
  const unique = new Map<string, Arrival>()
  const repeats: Arrival[] = []
  for (const arrival of arrivals) {
    const key = nameOf(arrival.app.id, arrival.message.key)
    if (unique.has(key)) repeats.push(arrival)
    else unique.set(key, arrival)
  }
  return { unique, repeats }
}

/** One statement, its own transaction: key and bytes together, in one round trip. */
async function insertFresh(
  db: Queryable,
  arrivals: readonly Arrival[],
  now: Date,
): Promise<ReadonlyMap<string, { id: number; isPaused: boolean }>> {
  const bodies = joinBodies(arrivals)
  const rows = await db<{ appId: string; key: string; id: number; isPaused: boolean }[]>`
    WITH input AS (
      SELECT * FROM unnest(
        ${arrivals.map((one) => one.app.id)}::uuid[], ${arrivals.map((one) => one.message.key)}::text[],
        ${arrivals.map((one) => one.message.topic)}::text[], ${arrivals.map((one) => one.message.orderNumber)}::text[],
        ${arrivals.map((one) => one.message.shopNumber)}::text[], ${arrivals.map((one) => one.address)}::text[],
        ${bodies.starts}::int[], ${bodies.lengths}::int[]
      ) AS t(app_id, key, topic, order_number, shop_number, address, start, length)),
    fresh AS (
      INSERT INTO channel_events (app_id, key, id, received_at, topic, order_number, shop_number, state)
      SELECT app_id, key, nextval('channel_event_ids'), ${now}, topic, order_number, shop_number, 'pending'
      FROM input ORDER BY app_id, key
      ON CONFLICT (app_id, key) DO NOTHING RETURNING app_id, key, id),
    raw AS (
      INSERT INTO raw_events (received_at, id, app_id, address, body)
      SELECT ${now}, fresh.id, app_id, address, substring(${bodies.joined}::bytea FROM start FOR length)
      FROM fresh JOIN input USING (app_id, key))
    SELECT app_id, key, id, app_id IN (SELECT id FROM channel_apps WHERE paused_at IS NOT NULL) AS is_paused FROM fresh`.execute()
  return new Map(rows.map((row) => [nameOf(row.appId, row.key), row]))
}

/** All bodies in one value, cut apart again by Postgres: an array of bytes would travel as text of text. */
function joinBodies(arrivals: readonly Arrival[]): { joined: Buffer; starts: number[]; lengths: number[] } {
  const starts: number[] = []
  let end = 0
  for (const { message } of arrivals) {
    starts.push(end + 1)
    end += message.body.length
  }
  return {
    joined: Buffer.concat(arrivals.map((one) => one.message.body)),
    starts,
    lengths: arrivals.map((one) => one.message.body.length),
  }
}

/** A repeat has no effect, but it is an attempt to write: it shows in the order's timeline. */
async function recordRepeats(ctx: Context, tx: Tx, repeats: readonly Arrival[]): Promise<void> {
  const known = await tx<{ appId: string; key: string; id: number; orderId: string | null }[]>`
    WITH again AS (
      SELECT app_id, key, count(*)::int AS times
      FROM unnest(${repeats.map((one) => one.app.id)}::uuid[], ${repeats.map((one) => one.message.key)}::text[]) AS t(app_id, key)
      GROUP BY app_id, key ORDER BY app_id, key)
    UPDATE channel_events e SET repeats = e.repeats + again.times
    FROM again WHERE e.app_id = again.app_id AND e.key = again.key
    RETURNING e.app_id, e.key, e.id, e.order_id`
  const byKey = new Map(known.map((row) => [nameOf(row.appId, row.key), row]))
  const now = ctx.now()
  await insertAttemptRows(
    tx,
    repeats.map(({ app, address, message }) => ({
      recordedAt: now,
      orderId: byKey.get(nameOf(app.id, message.key))?.orderId ?? null,
      seq: null,
      verdict: 'duplicate',
      reason: 'same_message',
      actorKind: app.actorKind,
      actorName: app.name,
      appId: app.id,
      address,
      eventId: byKey.get(nameOf(app.id, message.key))?.id ?? null,
      topic: message.topic,
      nativeStatus: null,
      before: null,
      claimed: null,
      occurredAt: now,
    })),
  )
}
