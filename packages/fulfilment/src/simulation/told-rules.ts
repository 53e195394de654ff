import type { Model } from './model.ts'
import type { World } from './world.ts'

/** What the shop heard: each parcel once, what others shipped, and nothing that only itself had said. */
export async function toldWrongs(model: Model, world: World): Promise<readonly string[]> {
  const told = toldOf(model, world)
  return [...toldTwice(told), ...(await toldItsSource(told, world)), ...(await untold(model, told, world))]
}

interface Told {
  readonly number: string
  readonly waybill: string
  readonly id: string
}

function toldOf({ shipped }: Model, { outside }: World): readonly Told[] {
  const heard = outside.heard.flatMap(({ id, event }) =>
    event.type === 'order.shipped'
      ? event.data.parcels.map(({ waybill }) => ({ number: event.data.orderNumber, waybill, id }))
      : [{ number: event.data.orderNumber, waybill: 'cancelled', id }],
  )
  return [...heard, ...shipped]
}

function toldTwice(told: readonly Told[]): readonly string[] {
  const ids = Map.groupBy(told, (one) => `${one.number} ${one.waybill}`)
  return [...ids]
    .filter(([, all]) => new Set(all.map((one) => one.id)).size > 1)
    .map(([what]) => `${what} was told in several messages`)
}

async function toldItsSource(told: readonly Told[], world: World): Promise<readonly string[]> {
  const rows = await world.owner<{ number: string }[]>`
    SELECT native_number AS number FROM orders o WHERE NOT EXISTS (
      SELECT FROM order_event_history e WHERE e.order_id = o.id AND e.actor_kind NOT IN ('channel', 'carrier')
        AND e.changes && ARRAY['state', 'parcels', 'loading'])`
  const own = new Set(rows.map((row) => row.number))
  return told
    .filter((one) => own.has(one.number))
    .map((one) => `${one.number} was told ${one.waybill}, of which only it knew`)
}

/** What was loaded for an order its shop was told or had itself, or a person is asked about it. */
async function untold({ orders }: Model, told: readonly Told[], world: World): Promise<readonly string[]> {
  const rows = await world.owner<{ number: string; waybill: string }[]>`
    SELECT DISTINCT o.native_number AS number, s.waybill FROM parcel_loads p JOIN shipments s ON s.id = p.shipment_id
    JOIN shipment_lines l ON l.shipment_id = s.id JOIN orders o ON o.id = l.order_id
    WHERE o.state IN ('part_shipped', 'shipped', 'done') AND o.taken_back IS NULL
      AND EXISTS (SELECT FROM attempt_history a WHERE a.order_id = o.id AND a.verdict = 'applied'
        AND a.claimed->'floor'->>'act' = 'load' AND a.claimed->'floor'->>'waybill' = s.waybill)
      AND NOT EXISTS (SELECT FROM reviews r WHERE r.order_id = o.id AND r.resolved_at IS NULL)`
  const had = orders.flatMap(({ number, isHinted, truth }) =>
    isHinted && truth ? truth.parcels.map(({ waybill }) => ({ number, waybill })) : [],
  )
  const known = new Set([...told, ...had].map((one) => `${one.number} ${one.waybill}`))
  return rows
    .filter((row) => !known.has(`${row.number} ${row.waybill}`))
    .map((row) => `${row.number} was not told of ${row.waybill}`)
}
