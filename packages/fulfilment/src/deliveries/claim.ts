import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Delivery, RouteLimits } from './sender.ts'

/** What a dead process took up is sent again after this time; a living one prolongs it while its call goes on. */
const LEASE_MS = 30_000
/** How often leases are prolonged. */
export const PROLONG_MS = 10_000
/** A route may use this much of its minute at once; the rest is spread. */
const BURST_MS = 5000

interface DueRoute {
  readonly route: string
  readonly slotAt: Date
  readonly failures: number
  readonly openUntil: Date | null
}

export interface Claimed {
  readonly deliveries: readonly Delivery[]
  /** When a limited route may be asked again; null: nothing is held back. */
  readonly againAt: Date | null
}

/**
 * Takes up due calls, route by route. A route's row is its gate: whoever holds it gives out slots, so that all workers
 * together keep its rate, and a route another worker is at is passed over. An open breaker gives out nothing, a
 * half-open one a single call. `room`: how many more the caller has places for, beside those this round has taken.
 */
export async function claimDeliveries(
  ctx: Context,
  ask: { limitsOf(route: string): RouteLimits; room(route: string, taken: readonly Delivery[]): number },
): Promise<Claimed> {
  return inTransaction(ctx, async (tx) => {
    const now = ctx.now()
    const routes = await tx<DueRoute[]>`
      SELECT route, slot_at, failures, open_until FROM delivery_routes r
      WHERE EXISTS (SELECT FROM deliveries d WHERE d.route = r.route AND d.state = 'pending' AND d.next_at <= ${now})
      ORDER BY route FOR UPDATE SKIP LOCKED`
    const deliveries: Delivery[] = []
    let againAt: Date | null = null
    for (const route of routes) {
      const { free, nextSlot } = slotsOf(route, ask.limitsOf(route.route), now)
      const wanted = Math.min(free, ask.room(route.route, deliveries))
      if (free === 0 && (!againAt || nextSlot < againAt)) againAt = nextSlot
      if (wanted > 0) deliveries.push(...(await takeUp(tx, route, { now, wanted, limits: ask.limitsOf(route.route) })))
    }
    return { deliveries, againAt }
  })
}

/** Generic cell rate: each call moves the next free slot by one interval; up to a burst may be taken ahead of time. */
function slotsOf(route: DueRoute, limits: RouteLimits, now: Date): { free: number; nextSlot: Date } {
  if (route.openUntil && route.openUntil > now) return { free: 0, nextSlot: route.openUntil }
  const { interval, ahead } = paceOf(limits)
  const slotAt = Math.max(route.slotAt.getTime(), now.getTime())
  const free = Math.max(0, Math.floor((now.getTime() + ahead - slotAt) / interval))
  return { free: route.openUntil ? Math.min(free, 1) : free, nextSlot: new Date(slotAt - ahead + interval) }
}

/** In milliseconds: from one call to the next, and how much of it may be taken ahead of time. */
function paceOf({ perMinute }: RouteLimits): { interval: number; ahead: number } {
  const interval = 60_000 / perMinute
  return { interval, ahead: Math.max(interval, BURST_MS) }
}

/** The slot with which a route gives out one call at that instant, and none before. */
export function slotFor(at: Date, limits: RouteLimits): Date {
  const { interval, ahead } = paceOf(limits)
  return new Date(at.getTime() + ahead - interval)
}

async function takeUp(
  tx: Tx,
  route: DueRoute,
  how: { now: Date; wanted: number; limits: RouteLimits },
): Promise<readonly Delivery[]> {
  const { now, wanted, limits } = how
  const taken = await tx<Delivery[]>`
    UPDATE deliveries SET next_at = ${new Date(now.getTime() + LEASE_MS)}
    WHERE id IN (
      SELECT id FROM deliveries WHERE route = ${route.route} AND state = 'pending' AND next_at <= ${now}
      ORDER BY next_at, id LIMIT ${wanted} FOR UPDATE SKIP LOCKED)
    RETURNING id, kind, route, key, order_id, payload, tries, created_at, first_failed_at, ${route.openUntil !== null}::boolean AS is_probe`
  const used = (taken.length * 60_000) / limits.perMinute
  const slotAt = new Date(Math.max(route.slotAt.getTime(), now.getTime()) + used)
  const probing = route.openUntil ? new Date(now.getTime() + LEASE_MS) : null
  await tx`UPDATE delivery_routes SET slot_at = ${slotAt}, open_until = ${probing} WHERE route = ${route.route}`
  return [...taken].sort((a, b) => a.id - b.id)
}

/** Keeps calls under way for whoever makes them. One that is being recorded right now is over anyway. */
export async function prolongLeases(ctx: Context, underWay: readonly Delivery[]): Promise<void> {
  if (underWay.length === 0) return
  await ctx.sql`
    UPDATE deliveries SET next_at = ${new Date(ctx.now().getTime() + LEASE_MS)} WHERE id IN (
      SELECT d.id FROM deliveries d
      JOIN unnest(${underWay.map((one) => one.id)}::bigint[], ${underWay.map((one) => one.tries)}::int[]) AS held(id, tries)
        ON d.id = held.id AND d.tries = held.tries
      WHERE d.state = 'pending' ORDER BY d.id FOR UPDATE OF d SKIP LOCKED)`
}
