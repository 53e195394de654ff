import type { Model } from './model.ts'
import type { World } from './world.ts'

/** What the shop heard: each parcel once, what others shipped, and nothing that only itself had said. */
export async function toldWrongs(model: Model, world: World): Promise<readonly string[]> {
  return [...toldTwice(world), ...(await toldItsSource(world)), ...(await untold(model, world))]
}

function toldOf({ outside }: World): readonly { number: string; waybill: string; id: string }[] {
  return outside.heard.flatMap(({ id, event }) =>
    event.type === 'order.shipped'
      ? event.data.parcels.map(({ waybill }) => ({ number: event.data.orderNumber, waybill, id }))
      : [{ number: event.data.orderNumber, waybill: 'cancelled', id }],
  )
}

function toldTwice(world: World): readonly string[] {
  const ids = Map.groupBy(toldOf(world), (one) => `${one.number} ${one.waybill}`)
  return [...ids]
    .filter(([, all]) => new Set(all.map((one) => one.id)).size > 1)
    .map(([what]) => `${what} was told in several messages`)
}

async function toldItsSource(world: World): Promise<readonly string[]> {
  const rows = await world.owner<{ number: string }[]>`
    SELECT native_number AS number FROM orders o WHERE NOT EXISTS (
      SELECT FROM order_event_history e WHERE e.order_id = o.id AND e.actor_kind NOT IN ('channel', 'carrier')
        AND e.changes && ARRAY['state', 'parcels', 'loading'])`
  const own = new Set(rows.map((row) => row.number))
  return toldOf(world)
    .filter((one) => own.has(one.number))
    .map((one) => `${one.number} was told ${one.waybill}, of which only it knew`)
}

/** What was loaded for an order was told, or a person is asked about it. */
async function untold(_model: Model, world: World): Promise<readonly string[]> {
  const rows = await world.owner<{ number: string; waybill: string }[]>`
    SELECT DISTINCT o.native_number AS number, s.waybill FROM parcel_loads p JOIN shipments s ON s.id = p.shipment_id
    JOIN shipment_lines l ON l.shipment_id = s.id JOIN orders o ON o.id = l.order_id
    WHERE o.state IN ('part_shipped', 'shipped', 'done') AND o.taken_back IS NULL
      AND EXISTS (SELECT FROM attempt_history a WHERE a.order_id = o.id AND a.verdict = 'applied'
        AND a.claimed->'floor'->>'act' = 'load' AND a.claimed->'floor'->>'waybill' = s.waybill)
      AND NOT EXISTS (SELECT FROM reviews r WHERE r.order_id = o.id AND r.resolved_at IS NULL)`
  const told = new Set(toldOf(world).map((one) => `${one.number} ${one.waybill}`))
  return rows
    .filter((row) => !told.has(`${row.number} ${row.waybill}`))
    .map((row) => `${row.number} was not told of ${row.waybill}`)
}
