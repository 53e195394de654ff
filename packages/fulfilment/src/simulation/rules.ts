import { ORDER_STATE_RANK } from '@baton/contract'
import type { Model } from './model.ts'
import type { World } from './world.ts'

/** What no sequence of commands may lead to, in words; looked at after each of them. */
export async function rulesBroken(model: Model, world: World): Promise<readonly string[]> {
  const all = [
    stepsBack(model, world),
    stopsIgnored(world),
    floorWrongs(world),
    holdsLost(model, world),
    personsBack(model, world),
  ]
  return (await Promise.all(all)).flat()
}

const UNDO_MS = 120_000
const LOCK_MS = 24 * 3_600_000

interface StepBack {
  readonly orderId: string
  readonly seq: number
  readonly was: string
  readonly is: string
  readonly cause: string
  readonly recordedAt: Date
  /** When goods last left before. */
  readonly leftAt: Date | null
  /** The scan that was taken back, and the truck it had put its parcel on. */
  readonly undone: string | null
  readonly trip: string | null
}

/** Nobody takes an order back, but a scan that is undone in time, and a person once the lock is over. */
async function stepsBack(model: Model, { owner }: World): Promise<readonly string[]> {
  const rows = await owner<StepBack[]>`
    WITH rank AS (SELECT key AS state, value::int AS rank FROM jsonb_each_text(${owner.json(ORDER_STATE_RANK)})),
    steps AS (
      SELECT e.*, coalesce(b.rank, -1) AS was_rank, a.rank AS is_rank FROM order_event_history e
      LEFT JOIN rank b ON b.state = e.before->>'state' JOIN rank a ON a.state = e.after->>'state')
    SELECT s.order_id AS "orderId", s.seq, s.before->>'state' AS was, s.after->>'state' AS is, s.cause,
      s.recorded_at AS "recordedAt", undone.id AS undone, undone.body->>'trip' AS trip,
      (SELECT max(recorded_at) FROM steps l WHERE l.order_id = s.order_id AND l.seq < s.seq AND l.is_rank > l.was_rank
       AND l.is_rank BETWEEN ${ORDER_STATE_RANK.part_shipped} AND ${ORDER_STATE_RANK.shipped}) AS "leftAt"
    FROM steps s LEFT JOIN scans undo ON undo.order_id = s.order_id AND undo.event_seq = s.seq AND undo.kind = 'undo'
    LEFT JOIN scans undone ON undone.id = (undo.body->>'scanId')::uuid
    WHERE s.is_rank < s.was_rank`
  return rows.flatMap((row) => {
    const why = whyWrong(model, row)
    return why === null ? [] : [`${row.orderId} went from ${row.was} to ${row.is} by ${row.cause}: ${why}`]
  })
}

function whyWrong(model: Model, { cause, recordedAt, leftAt, undone, trip }: StepBack): string | null {
  if (cause === 'move_back') {
    if (leftAt === null) return 'nothing had left'
    return recordedAt.getTime() - leftAt.getTime() >= LOCK_MS ? null : `it is locked since ${leftAt.toISOString()}`
  }
  if (cause !== 'scan.undo') return 'that may nobody do'
  const scan = model.promised.get(undone ?? '')
  if (!scan) return 'no scan was taken back'
  if (recordedAt.getTime() - scan.at.getTime() > UNDO_MS) return `the scan was made at ${scan.at.toISOString()}`
  const handedOver = trip === null ? undefined : model.handedOver.get(trip)
  return handedOver && handedOver < recordedAt ? `its truck left at ${handedOver.toISOString()}` : null
}

/** What is held or cancelled is never loaded. */
async function stopsIgnored({ owner }: World): Promise<readonly string[]> {
  const rows = await owner<{ orderId: string; before: string }[]>`
    SELECT order_id AS "orderId", before::text FROM order_event_history
    WHERE cause = 'scan.load' AND 'loading' = ANY(changes)
      AND (before->>'state' IN ('cancelled', 'pending_payment') OR before->'holds' <> '[]')`
  return rows.map((row) => `${row.orderId} was loaded although it stood at ${row.before}`)
}

/** No waybill is without its order, each truck bears what stands on it, and an order stands where its own parcels do. */
async function floorWrongs({ owner }: World): Promise<readonly string[]> {
  const rows = await owner<{ what: string }[]>`
    SELECT 'no order has ' || s.waybill AS what FROM shipments s
      WHERE NOT EXISTS (SELECT FROM shipment_lines l WHERE l.shipment_id = s.id)
    UNION ALL SELECT 'nothing stands on ' || p.trip_code FROM parcel_loads p
      WHERE NOT EXISTS (SELECT FROM shipments s WHERE s.id = p.shipment_id)
    UNION ALL SELECT o.id || ' is ' || o.state || ' with a parcel on a truck' FROM orders o
      JOIN shipment_lines l ON l.order_id = o.id JOIN parcel_loads p ON p.shipment_id = l.shipment_id
      WHERE o.state IN ('pending_payment', 'to_ship', 'packing', 'cancelled') AND o.taken_back IS NULL
        AND NOT EXISTS (SELECT FROM shipment_lines x WHERE x.shipment_id = l.shipment_id AND x.order_id <> o.id)
    UNION ALL SELECT 'a ' || kind || ' that nobody believed took effect' FROM scans
      WHERE answer = 'quarantined' AND later_answer IS NULL AND event_seq IS NOT NULL
    UNION ALL SELECT 'returned twice: ' || coalesce(waybill, '') || ' of ' || order_id FROM return_arrivals
      GROUP BY waybill, order_id HAVING count(*) > 1`
  return rows.map((row) => row.what)
}

/** A hold that somebody was told is placed stays until somebody lifts it or its time comes. */
async function holdsLost(model: Model, { ctx, now }: World): Promise<readonly string[]> {
  const rows = await ctx.sql<{ id: string; holdReasons: string[] }[]>`SELECT id, hold_reasons FROM orders`
  return rows.flatMap(({ id, holdReasons }) => {
    const promised = model.orderOf(id)?.holds.filter(({ until }) => until === null || until > now) ?? []
    const lost = promised.filter(({ reason }) => !holdReasons.includes(reason))
    return lost.map(({ reason, by }) => `${id} lost its hold ${reason} by ${by}`)
  })
}

/** Of an erased buyer nothing comes back, whatever is told later; what is not applied yet is nobody's. */
async function personsBack(model: Model, { owner }: World): Promise<readonly string[]> {
  const erased = model.orders.flatMap(({ id, isErased }) => (isErased && id !== null ? [id] : []))
  if (erased.length === 0) return []
  const rows = await owner<{ what: string }[]>`
    SELECT o.id || ' knows its buyer' AS what FROM orders o WHERE o.id = ANY(${erased}) AND (o.erased_at IS NULL
      OR coalesce(o.buyer_nick, o.buyer_memo, o.seller_memo, o.receiver_mac, o.customer_id::text) IS NOT NULL)
    UNION ALL SELECT order_id || ' has a receiver' FROM receivers WHERE order_id = ANY(${erased}) AND sealed <> ''
    UNION ALL SELECT order_id || ' has a key' FROM receiver_keys WHERE order_id = ANY(${erased})
    UNION ALL SELECT order_id || '#' || seq || ' tells of its buyer' FROM order_event_history WHERE order_id = ANY(${erased})
      AND coalesce(patch->>'buyerNick', patch->>'buyerMemo', patch->>'sellerMemo', patch->>'receiverMac', patch->>'customerId') IS NOT NULL
    UNION ALL SELECT a.order_id || ' was told by message ' || e.id || ', which has its body' FROM attempt_history a
      JOIN channel_events e ON e.id = a.event_id JOIN raw_events r ON r.received_at = e.received_at AND r.id = e.id
      WHERE a.order_id = ANY(${erased}) AND e.state = 'done' AND r.body <> ''`
  return rows.map((row) => row.what)
}
