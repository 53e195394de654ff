import type { EventState, Verdict } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { isDataFault } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { AppCache } from './app-cache.ts'
import { applyReadings } from './apply-readings.ts'
import { fetchFacts } from './fetch-facts.ts'
import { type Arrival, keepWithin } from './keep.ts'
import { readEvents } from './read-events.ts'
import { readStatusMaps, type StatusMaps } from './status-maps.ts'

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

/** Where one event stands after an attempt to apply it. */
export interface Standing {
  readonly id: number
  readonly state: EventState
  readonly verdict: Verdict | null
  readonly orderId: string | null
  readonly error: string | null
  readonly unmapped: string | null
  readonly tries: number
  readonly nextTryAt: Date | null
}

const BATCH = 200
const CLAIM_SECONDS = 60

/**
 * One round: claims pending events, applies at once those that carry their facts, fetches the others' orders outside any
 * transaction and applies these. Returns how many events it took up; 0: nothing was due.
 * An event whose data Postgres refuses is set aside alone, its neighbours go through.
 */
export async function applyPending(ctx: Context, apps: AppCache): Promise<number> {
  try {
    return await applyRound(ctx, apps, { limit: BATCH })
  } catch (error) {
    if (!isDataFault(error)) throw error
    ctx.log.warn({ err: error }, 'a batch held an event that cannot be stored; going one by one')
    return applySingly(ctx, apps)
  }
}

/**
 * Keeps these messages and applies them in the same transaction, for senders that wait for the outcome. At most 200.
 * Throws when any of them cannot be stored; then none is kept.
 */
export async function keepAndApply(ctx: Context, apps: AppCache, arrivals: readonly Arrival[]): Promise<void> {
  const only = arrivals.map(({ app, message }) => ({ appId: app.id, key: message.key }))
  await applyRound(ctx, apps, { limit: BATCH, only, prepare: (tx) => keepWithin(ctx, tx, arrivals) })
}

export interface KeptKey {
  readonly appId: string
  readonly key: string
}

interface Selection {
  readonly limit: number
  readonly only?: readonly KeptKey[]
  /** Runs first, in the same transaction. */
  readonly prepare?: (tx: Tx) => Promise<void>
}

async function applyRound(ctx: Context, apps: AppCache, selection: Selection): Promise<number> {
  const known = await apps.all()
  const maps = await readStatusMaps(ctx)
  const round = await inTransaction(ctx, async (tx) => {
    await selection.prepare?.(tx)
    const events = await takeUp(ctx, tx, selection)
    if (events.length === 0) return null
    const readings = readEvents(ctx, events, known)
    await setAside(
      ctx,
      tx,
      readings.toFetch.map((one) => one.event.id),
    )
    const standings = await applyReadings(ctx, tx, { readings: readings.carried, maps })
    await store(ctx, tx, [...readings.settled, ...standings])
    return { taken: events.length, toFetch: readings.toFetch }
  })
  if (!round) return 0
  if (round.toFetch.length < round.taken) ctx.waker.wake('orders_moved')
  await applyFetched(ctx, round.toFetch, maps)
  return round.taken
}

async function applyFetched(ctx: Context, toFetch: Parameters<typeof fetchFacts>[1], maps: StatusMaps): Promise<void> {
  if (toFetch.length === 0) return
  const fetched = await fetchFacts(ctx, toFetch)
  for (let from = 0; from < fetched.readings.length || from === 0; from += BATCH) {
    const part = fetched.readings.slice(from, from + BATCH)
    await inTransaction(ctx, async (tx) => {
      const standings = await applyReadings(ctx, tx, { readings: part, maps })
      await store(ctx, tx, from === 0 ? [...fetched.settled, ...standings] : standings)
    })
  }
  ctx.waker.wake('orders_moved')
}

/** The careful way: one event a transaction, for one batch. */
async function applySingly(ctx: Context, apps: AppCache): Promise<number> {
  let taken = 0
  for (; taken < BATCH; taken += 1) {
    try {
      if ((await applyRound(ctx, apps, { limit: 1 })) === 0) return taken
    } catch (error) {
      if (!isDataFault(error)) throw error
      await ctx.sql`
        UPDATE channel_events SET state = 'unparsed', error = ${error instanceof Error ? error.message : 'cannot be stored'}
        WHERE id = (SELECT id FROM channel_events WHERE ${due(ctx)} ORDER BY id LIMIT 1)`
    }
  }
  return taken
}

function due(ctx: Context) {
  const now = ctx.now()
  return ctx.sql`state IN ('pending', 'failed') AND (next_try_at IS NULL OR next_try_at <= ${now})
    AND (claimed_until IS NULL OR claimed_until < ${now})`
}

async function takeUp(ctx: Context, tx: Tx, { limit, only }: Selection): Promise<readonly PendingEvent[]> {
  const chosen = only
    ? tx`AND (app_id, key) IN (SELECT * FROM unnest(${only.map((one) => one.appId)}::uuid[], ${only.map((one) => one.key)}::text[]))`
    : tx``
  return tx<PendingEvent[]>`
    WITH taken AS (
      SELECT id, app_id, topic, order_number, shop_number, received_at, tries
      FROM channel_events WHERE ${due(ctx)} ${chosen} ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    SELECT taken.*, raw.address, raw.body FROM taken JOIN raw_events raw USING (received_at, id) ORDER BY taken.id`
}

async function setAside(ctx: Context, tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  const until = new Date(ctx.now().getTime() + CLAIM_SECONDS * 1000)
  await tx`UPDATE channel_events SET claimed_until = ${until} WHERE id = ANY(${ids as number[]})`
}

async function store(ctx: Context, tx: Tx, standings: readonly Standing[]): Promise<void> {
  if (standings.length === 0) return
  await tx`
    UPDATE channel_events e SET
      state = s.state, verdict = s.verdict, order_id = coalesce(s.order_id, e.order_id), error = s.error,
      unmapped = s.unmapped, tries = s.tries, next_try_at = s.next_try_at, claimed_until = NULL, applied_at = ${ctx.now()}
    FROM jsonb_to_recordset(${tx.json(
      standings.map((one) => ({
        id: one.id,
        state: one.state,
        verdict: one.verdict,
        order_id: one.orderId,
        error: one.error,
        unmapped: one.unmapped,
        tries: one.tries,
        next_try_at: one.nextTryAt,
      })) as never,
    )}) AS s(id bigint, state text, verdict text, order_id text, error text, unmapped text, tries int, next_try_at timestamptz)
    WHERE e.id = s.id AND e.id = ANY(${standings.map((one) => one.id)})`
}
