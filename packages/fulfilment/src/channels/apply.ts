import type { EventState, Verdict } from '@baton/contract'
import type { LoadedOrders } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Queryable, Tx } from '../runtime/database.ts'
import { isPoison } from '../runtime/failure.ts'
import { rowsAsTable } from '../runtime/rows-as-text.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { AppCache } from './app-cache.ts'
import { applyReadings, loadOrdersOf } from './apply-readings.ts'
import { type FetchedReading, fetchFacts } from './fetch-facts.ts'
import { type Arrival, eventOf, type FreshEvent, keepWithin, nameOf } from './keep.ts'
import { type Hint, type ReadEvents, readEvents } from './read-events.ts'
import { readStatusMaps } from './status-maps.ts'
import { channelEvents } from './tables.ts'
import { BATCH, isDue, isStill, type KeptKey, type PendingEvent, takeUp } from './take-up.ts'

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

export const CLAIM_SECONDS = 20
/** A claim is prolonged this often while its platform answers, however slowly. */
const PROLONG_MS = 6000

/**
 * One round, to its end: claims pending events, applies at once those that carry their facts, fetches the others' orders
 * outside any transaction and applies these. Returns how many events it took up; 0: nothing was due.
 * An event whose data Postgres refuses is set aside alone, its neighbours go through.
 */
export async function applyPending(ctx: Context, apps: AppCache): Promise<number> {
  const round = await takeRound(ctx, apps, async (tx) => ({ events: await takeUp(ctx, tx, { limit: BATCH }) }))
  if (round.kind === 'one_by_one') return applySingly(ctx, apps)
  await applyFetched(ctx, round.toFetch)
  return round.taken
}

export type Round =
  | { readonly kind: 'taken'; readonly taken: number; readonly toFetch: readonly Hint[] }
  /** The batch held an event that cannot be stored. */
  | { readonly kind: 'one_by_one' }

/** The first half of a round: what could be applied at once is, what must be fetched is claimed and handed back. */
export async function takeRound(ctx: Context, apps: AppCache, take: Take): Promise<Round> {
  try {
    const { taken, toFetch } = await applyCarried(ctx, apps, take)
    return { kind: 'taken', taken, toFetch }
  } catch (error) {
    if (!isPoison(error)) throw error
    ctx.log.warn({ err: error }, 'a batch held an event that cannot be stored; going one by one')
    return { kind: 'one_by_one' }
  }
}

/**
 * Keeps these messages and applies them in the same transaction, for senders that wait for the outcome. At most 200.
 * Returns where those stand that needed nothing fetched and were not there before, by the id in `kept`.
 * Throws when any of them cannot be stored; then none is kept.
 */
export async function keepAndApply(
  ctx: Context,
  apps: AppCache,
  arrivals: readonly Arrival[],
): Promise<KeptAndApplied> {
  const places = arrivals.map((arrival, place) => eventOf(arrival, place, ctx.now()))
  const read = readEvents(ctx, places, await apps.all())
  let kept: KeptAndApplied['kept'] = []
  const { standings, toFetch } = await applyCarried(ctx, apps, async (tx) => {
    const [{ fresh, repeated }, loaded] = await Promise.all([
      keepWithin(ctx, tx, arrivals),
      loadOrdersOf(tx, read.carried),
    ])
    kept = fresh
    if (repeated.length > 0) return { events: await takeUp(ctx, tx, { limit: BATCH, only: [...fresh, ...repeated] }) }
    if (fresh.some((one) => one.isPaused)) return { events: fresh.filter((one) => !one.isPaused) }
    return { events: fresh, readings: numbered(read, arrivals, fresh), loaded }
  })
  await applyFetched(ctx, toFetch)
  return { kept, standings }
}

/** What was read of messages by their places among the arrivals, now that they are kept under their ids. */
function numbered(read: ReadEvents, arrivals: readonly Arrival[], fresh: readonly FreshEvent[]): ReadEvents {
  const byKey = new Map(fresh.map((event) => [nameOf(event.appId, event.key), event]))
  const byPlace = arrivals.map(({ app, message }) => byKey.get(nameOf(app.id, message.key)))
  const asKept = <T extends { event: PendingEvent }>(one: T): T => ({
    ...one,
    event: byPlace[one.event.id] ?? one.event,
  })
  return {
    settled: read.settled.map((one) => ({ ...one, id: byPlace[one.id]?.id ?? one.id })),
    carried: read.carried.map(asKept),
    toFetch: read.toFetch.map(asKept),
  }
}

export interface KeptAndApplied {
  readonly kept: readonly (KeptKey & { readonly id: number })[]
  readonly standings: readonly Standing[]
}

/** How a transaction comes by the events that it applies. */
export type Take = (tx: Tx) => Promise<Taken>

interface Taken {
  readonly events: readonly PendingEvent[]
  /** What they say and the orders they are about, where somebody has looked already. */
  readonly readings?: ReadEvents
  readonly loaded?: LoadedOrders
}

async function applyCarried(ctx: Context, apps: AppCache, take: Take) {
  const known = await apps.all()
  const maps = await readStatusMaps(ctx)
  const round = await inTransaction(ctx, async (tx) => {
    const { events, loaded, readings = readEvents(ctx, events, known) } = await take(tx)
    if (events.length === 0) return { taken: 0, toFetch: [], standings: [] }
    const hinted = readings.toFetch.map((one) => one.event.id)
    await setAside(ctx, tx, hinted)
    const { settled, carried, toFetch } = readings
    const applied = await applyReadings(ctx, tx, {
      ...{ readings: carried, maps, loaded },
      store: (standings) => store(ctx, tx, [...settled, ...standings]),
    })
    return { taken: events.length, toFetch, standings: [...settled, ...applied] }
  })
  if (round.toFetch.length < round.taken) ctx.waker.wake('orders_moved')
  return round
}

/** The second half: fetches the claimed events' orders and applies what they say, as it comes. */
export async function applyFetched(ctx: Context, toFetch: readonly Hint[]): Promise<void> {
  if (toFetch.length === 0) return
  await whileClaimed(ctx, toFetch, async () => {
    for await (const { readings, settled } of fetchFacts(ctx, toFetch)) {
      if (settled.length > 0) await inTransaction(ctx, (tx) => store(ctx, tx, settled))
      for (let from = 0; from < readings.length; from += BATCH)
        await applyFacts(ctx, readings.slice(from, from + BATCH))
      if (readings.length > 0) ctx.waker.wake('orders_moved')
    }
  })
}

/** Applies fetched facts together; if one of them cannot be stored, one by one, and that one is set aside. */
async function applyFacts(ctx: Context, facts: readonly FetchedReading[]): Promise<void> {
  const maps = await readStatusMaps(ctx)
  try {
    await inTransaction(ctx, async (tx) => {
      const ours = await lockStillDue(tx, facts)
      const readings = facts.filter((one) => ours.has(one.hint.event.id))
      await applyReadings(ctx, tx, { readings, maps, store: (standings) => store(ctx, tx, standings) })
    })
  } catch (error) {
    if (!isPoison(error)) throw error
    const [only, ...more] = facts
    if (only && more.length === 0) await setUnstorable(ctx, only.hint.event.id, error)
    else for (const one of facts) await applyFacts(ctx, [one])
  }
}

/** Keeps others from taking up the events of a slow platform once more. A prolongation that fails changes nothing but that. */
async function whileClaimed(ctx: Context, hints: readonly Hint[], work: () => Promise<void>): Promise<void> {
  const ids = hints.map((one) => one.event.id)
  const prolong = () => setAside(ctx, ctx.sql, ids).catch((error) => ctx.log.warn({ err: error }, 'a claim ran on'))
  const timer = setInterval(prolong, PROLONG_MS)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
}

/**
 * Locks what was fetched and still waits; returns these events' ids. What another process settled meanwhile stays settled,
 * what was fetched for an app that was paused goes back to where it waited.
 */
async function lockStillDue(tx: Tx, facts: readonly FetchedReading[]): Promise<ReadonlySet<number>> {
  const rows = await tx<{ id: number; isPaused: boolean }[]>`
    SELECT id, app_id IN (SELECT id FROM channel_apps WHERE paused_at IS NOT NULL) AS is_paused FROM channel_events e
    WHERE id = ANY(${facts.map((one) => one.hint.event.id)}) AND ${isStill(tx)}
    ORDER BY id FOR UPDATE`
  const paused = rows.filter((row) => row.isPaused).map((row) => row.id)
  if (paused.length > 0) await tx`UPDATE channel_events SET claimed_until = NULL WHERE id = ANY(${paused})`
  return new Set(rows.filter((row) => !row.isPaused).map((row) => row.id))
}

async function setUnstorable(ctx: Context, id: number, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : 'cannot be stored'
  await ctx.sql`UPDATE channel_events SET state = 'unparsed', error = ${reason}, claimed_until = NULL WHERE id = ${id}`
}

/** The careful way: one event a transaction, for one batch; the one that cannot be stored is set aside with its reason. */
export async function applySingly(ctx: Context, apps: AppCache): Promise<number> {
  const due = await ctx.sql<(KeptKey & { id: number })[]>`
    SELECT id, app_id, key FROM channel_events WHERE ${isDue(ctx)} ORDER BY id LIMIT ${BATCH}`
  for (const { id, appId, key } of due) {
    try {
      const { toFetch } = await applyCarried(ctx, apps, async (tx) => ({
        events: await takeUp(ctx, tx, { limit: 1, only: [{ appId, key }] }),
      }))
      await applyFetched(ctx, toFetch)
    } catch (error) {
      if (!isPoison(error)) throw error
      await setUnstorable(ctx, id, error)
    }
  }
  return due.length
}

async function setAside(ctx: Context, db: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  const until = new Date(ctx.now().getTime() + CLAIM_SECONDS * 1000)
  await db`
    UPDATE channel_events e SET claimed_until = ${until} WHERE id = ANY(${ids as number[]}) AND ${isStill(db)}`
}

const STANDING = [
  'id',
  'state',
  'verdict',
  'orderId',
  'error',
  'unmapped',
  'tries',
  'nextTryAt',
] as const satisfies readonly (keyof Standing)[]

/** What somebody else has settled stays as it is. */
async function store(ctx: Context, tx: Tx, standings: readonly Standing[]): Promise<void> {
  if (standings.length === 0) return
  await tx`
    UPDATE channel_events e SET
      state = s.state, verdict = s.verdict, order_id = coalesce(s.order_id, e.order_id), error = s.error,
      unmapped = s.unmapped, tries = s.tries, next_try_at = s.next_try_at, claimed_until = NULL, applied_at = ${ctx.now()}
    FROM ${rowsAsTable(tx, channelEvents, standings, STANDING)} s
    WHERE e.id = s.id AND e.id = ANY(${standings.map((one) => one.id)}) AND ${isStill(tx)}`
}
