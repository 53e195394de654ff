import type { OrderState, PlatformId } from '@baton/contract'
import type { ChannelApp } from '../catalogue/index.ts'
import { foldPatches, type OrderRecord } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { movesOf } from './apply-readings.ts'
import { readEvents } from './read-events.ts'
import type { Retold } from './replay.ts'
import { retellAttempt } from './retell-attempt.ts'
import type { PendingEvent } from './take-up.ts'

/** An order as the world told it. */
export interface ToldOrder {
  /** Null: no order of ours yet. */
  readonly id: string | null
  readonly today: { readonly state: OrderState; readonly shown: string } | null
  readonly told: readonly Retold[]
}

interface OrderKey {
  readonly id: string
  readonly platform: PlatformId
  readonly shopId: string
  readonly nativeNumber: string
  readonly state: OrderState
  readonly shown: string
}

export interface KeptAttempt {
  readonly orderId: string
  readonly recordedAt: Date
  readonly seq: number | null
  readonly verdict: string
  readonly appId: string | null
  readonly address: string | null
  readonly eventId: number | null
  readonly topic: string | null
  readonly nativeStatus: string | null
  readonly claimed: Readonly<Record<string, unknown>>
  readonly occurredAt: Date
}

/** What an order is known to have looked like at one event. */
export interface RecordAt {
  readonly seq: number
  readonly recordedAt: Date
  readonly record: OrderRecord
}

/**
 * All that was told of these orders, in the order in which it came: messages that carry their facts are read again from their
 * bytes; of fetched orders the recorded attempt and the row as it then stood speak. `waiting` names events that wait for a word.
 */
export async function retellOrders(
  ctx: Context,
  input: { ids: readonly string[]; waiting: readonly number[]; apps: readonly ChannelApp[] },
): Promise<readonly ToldOrder[]> {
  const { ids } = input
  const [orders, attempts, patches, parcels] = await Promise.all([
    ctx.sql<OrderKey[]>`SELECT id, platform, shop_id, native_number, state, shown FROM orders WHERE id = ANY(${ids})`,
    ctx.sql<KeptAttempt[]>`
      SELECT order_id, recorded_at, seq, verdict, app_id, address, event_id, topic, native_status, claimed, occurred_at
      FROM attempts WHERE order_id = ANY(${ids}) AND claimed IS NOT NULL ORDER BY recorded_at, id`,
    ctx.sql<{ orderId: string; seq: number; recordedAt: Date; patch: Record<string, unknown> }[]>`
      SELECT order_id, seq, recorded_at, patch FROM order_events WHERE order_id = ANY(${ids}) ORDER BY order_id, seq`,
    ctx.sql<{ orderId: string; carrier: string; waybill: string; recordedAt: Date; lineNumbers: string[] }[]>`
      SELECT l.order_id, s.carrier, s.waybill, s.recorded_at, array_agg(l.line_number ORDER BY l.line_number) AS line_numbers
      FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id WHERE l.order_id = ANY(${ids}) GROUP BY l.order_id, s.id`,
  ])
  const carried = await readCarried(ctx, input, attempts)
  const recordsOf = Map.groupBy(patches, (one) => one.orderId)
  const attemptsOf = Map.groupBy(attempts, (one) => one.orderId)
  const parcelsOf = Map.groupBy(parcels, (one) => one.orderId)
  const told = orders.map((order): ToldOrder => {
    const own = attemptsOf.get(order.id) ?? []
    const records = foldAll(recordsOf.get(order.id) ?? [])
    const again = own
      .filter((one) => one.eventId === null || !carried.byEvent.has(one.eventId))
      .map((one) => retellAttempt(order, one, { records, parcels: parcelsOf.get(order.id) ?? [], apps: input.apps }))
    const events = [...new Set(own.map((one) => one.eventId))].flatMap((id) =>
      id === null ? [] : (carried.byEvent.get(id) ?? []),
    )
    const late = carried.byNative.get(nativeOf(order)) ?? []
    return { id: order.id, today: order, told: inOrder([...again, ...events, ...late]) }
  })
  const known = new Set(orders.map(nativeOf))
  const strangers = [...carried.byNative].filter(([native]) => !known.has(native))
  return [...told, ...strangers.map(([, told]) => ({ id: null, today: null, told: inOrder(told) }))]
}

function inOrder(told: readonly Retold[]): readonly Retold[] {
  return [...told].sort((a, b) => a.at.getTime() - b.at.getTime())
}

function nativeOf(order: { shopId: string; nativeNumber: string }): string {
  return `${order.shopId}\n${order.nativeNumber}`
}

function foldAll(patches: readonly { seq: number; recordedAt: Date; patch: Record<string, unknown> }[]): RecordAt[] {
  let whole: Record<string, unknown> = {}
  return patches.map(({ seq, recordedAt, patch }) => {
    whole = { ...whole, ...patch }
    return { seq, recordedAt, record: foldPatches([whole]) }
  })
}

/** The messages that carry their facts, read again: by their event where they reached an order, else by the order they name. */
async function readCarried(
  ctx: Context,
  input: { waiting: readonly number[]; apps: readonly ChannelApp[] },
  attempts: readonly KeptAttempt[],
): Promise<{ byEvent: Map<number, Retold>; byNative: Map<string, Retold[]> }> {
  const ids = [...new Set([...attempts.flatMap((one) => one.eventId ?? []), ...input.waiting])]
  const events = await ctx.sql<PendingEvent[]>`
    SELECT e.id, e.app_id, e.topic, e.order_number, e.shop_number, e.received_at, e.tries, raw.address, raw.body
    FROM channel_events e JOIN raw_events raw ON raw.received_at = e.received_at AND raw.id = e.id
    WHERE e.id = ANY(${ids}) AND raw.erased_at IS NULL`
  const waits = new Set(input.waiting)
  const byEvent = new Map<number, Retold>()
  const byNative = new Map<string, Retold[]>()
  for (const facts of readEvents(ctx, events, input.apps).carried) {
    const at = facts.event.receivedAt
    const retold: Retold = { at, exact: true, moves: (maps) => movesOf(facts, maps, null) }
    if (!waits.has(facts.event.id)) byEvent.set(facts.event.id, retold)
    else {
      const number = facts.reading.kind === 'order' ? facts.reading.order.orderNumber : facts.reading.trace.orderNumber
      const native = nativeOf({ shopId: facts.shop.id, nativeNumber: number ?? facts.event.orderNumber ?? '' })
      byNative.set(native, [...(byNative.get(native) ?? []), retold])
    }
  }
  return { byEvent, byNative }
}
