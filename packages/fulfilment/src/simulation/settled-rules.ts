import { isDeepStrictEqual } from 'node:util'
import {
  type AfterSaleState,
  ORDER_STATE_RANK,
  type OrderState,
  STATUS_MEANING,
  StandardStatus,
  shownStatus,
  type TraceState,
} from '@baton/contract'
import type { OrderSnapshot } from '@baton/platforms'
import { checkReplay } from '../../../../e2e/faults/invariants/replay.ts'
import { ROW_INVARIANTS } from '../../../../e2e/faults/invariants/rows.ts'
import { NEW_WORD } from './commands/channel.ts'
import { codeOf } from './gateway-outside.ts'
import type { Model, ModelOrder } from './model.ts'
import { rulesBroken } from './rules.ts'
import { toldWrongs } from './told-rules.ts'
import type { World } from './world.ts'

/** Of systems where no person takes an order back; `rulesBroken` knows when one may. */
const NEVER_BACK = 'the order axis never steps back once goods have left, but for a scan that is undone in time'

/** What must be true once all is settled, in words. */
export async function settledWrongs(model: Model, world: World): Promise<readonly string[]> {
  const { owner } = world
  const own = [
    rulesBroken,
    notKept,
    waitsForEver,
    notConverged,
    shownWrongs,
    unrecorded,
    deadlineWrongs,
    toldWrongs,
    loud,
  ]
  const found = await Promise.all(own.map((rule) => rule(model, world)))
  const rows = await Promise.all(
    ROW_INVARIANTS.filter(({ title }) => title !== NEVER_BACK).map(async (rule) =>
      (await rule.breaches(owner)).slice(0, 1).map((one) => `${rule.id} ${rule.title}; not so: ${JSON.stringify(one)}`),
    ),
  )
  return [...found.flat(), ...rows.flat(), ...(await checkReplay(owner))]
}

/** What was acknowledged is kept once, and nothing that nobody said. */
async function notKept({ sayings }: Model, { owner }: World): Promise<readonly string[]> {
  const rows = await owner<{ key: string }[]>`SELECT key FROM channel_events ORDER BY key`
  const [kept, said] = [rows.map((row) => row.key), sayings.flatMap((one) => (one.isKept ? one.id : [])).sort()]
  return isDeepStrictEqual(kept, said) ? [] : [`${kept.length} messages are kept, ${said.length} were acknowledged`]
}

async function waitsForEver(_model: Model, { owner }: World): Promise<readonly string[]> {
  const rows = await owner<{ what: string }[]>`
    SELECT 'message ' || e.id || ' is ' || e.state || ': ' || coalesce(e.error, '') AS what FROM channel_events e
      WHERE e.state NOT IN ('done', 'waiting')
        OR (e.state = 'waiting' AND EXISTS (
          SELECT FROM raw_events r JOIN orders o ON o.native_number = e.order_number
          JOIN shipment_lines l ON l.order_id = o.id JOIN shipments s ON s.id = l.shipment_id
          WHERE r.id = e.id AND position(convert_to(s.waybill, 'UTF8') IN r.body) > 0))
    UNION ALL SELECT 'scan ' || kind || ' of ' || waybill || ' is ' || answer FROM scans
      WHERE answer = 'unmatched' AND later_at IS NULL
        AND EXISTS (SELECT FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id WHERE s.waybill = scans.waybill)
    UNION ALL SELECT 'scan ' || kind || ' was believed and has no outcome' FROM scans
      WHERE answer = 'quarantined' AND later_answer IS NULL
    UNION ALL SELECT 'call ' || key || ' is pending after ' || tries || ' tries: ' || coalesce(code, '') FROM deliveries
      WHERE state = 'pending'
    UNION ALL SELECT 'job ' || name FROM pgboss.job WHERE state = 'created'`
  return rows.map((row) => `still waits: ${row.what}`)
}

interface OrderRow {
  readonly id: string
  readonly nativeNumber: string
  readonly state: OrderState
  readonly nativeStatus: string
  readonly sellerMemo: string | null
  readonly shipBy: Date | null
  readonly refunded: boolean
  readonly takenBack: number | null
  readonly holds: readonly { reason: string; by: string }[]
  readonly afterSales: string | null
}

/** However often and in whatever order messages came, an order is as the newest of them says. */
async function notConverged(model: Model, { ctx }: World): Promise<readonly string[]> {
  const rows = await ctx.sql<OrderRow[]>`
    SELECT id, native_number, state, native_status, seller_memo, ship_by, refunded, taken_back, holds,
      (SELECT string_agg(native_number || ' ' || state, ',') FROM after_sales a WHERE a.order_id = o.id) AS after_sales
    FROM orders o`
  return model.orders.flatMap((order) => {
    const row = rows.find((one) => one.nativeNumber === order.number)
    if (!order.kept) return row ? [`${order.number} was never ordered`] : []
    if (!row) return [`${order.number} is not there`]
    // What waited then takes no effect any more.
    if (order.isErased) return []
    return differences(model, order, order.kept, row).map((what) => `${order.number}: ${what}`)
  })
}

function differences(model: Model, order: ModelOrder, kept: OrderSnapshot, row: OrderRow): readonly string[] {
  const word = StandardStatus.parse(kept.nativeStatus === NEW_WORD ? 'to_ship' : kept.nativeStatus)
  const frozen = word === 'paid_held' ? ['platform_freeze'] : []
  const held = row.holds.flatMap(({ by, reason }) => (by === 'channel' && reason !== 'refund_requested' ? reason : []))
  const told = model.sayings.flatMap((one) =>
    'snapshot' in one && one.snapshot.orderNumber === order.number ? one.snapshot.afterSales : [],
  )
  const sales = order.isHinted ? kept.afterSales : told
  const sale = sales.toSorted((a, b) => b.version - a.version)[0]
  const pairs: readonly (readonly [what: string, is: unknown, told: unknown])[] = [
    ['word', row.nativeStatus, order.isHinted ? codeOf(kept.nativeStatus) : kept.nativeStatus],
    ['memo', row.sellerMemo, kept.sellerMemo],
    ['ship by', row.shipBy?.getTime() ?? null, kept.shipBy?.getTime() ?? null],
    ['holds', held.sort().join(), [...new Set([...frozen, ...kept.holds])].sort().join()],
    ['after-sale', row.afterSales, sale ? `${sale.afterSaleNumber} ${sale.nativeStatus}` : null],
    ['refunded', row.refunded || word !== 'refunded', true],
  ]
  const wrong = pairs.filter(([, is, told]) => is !== told).map(([what, is, told]) => `${what} is ${is}, not ${told}`)
  const isBehind = ORDER_STATE_RANK[row.state] < ORDER_STATE_RANK[STATUS_MEANING[word].state]
  return isBehind && row.takenBack === null ? [...wrong, `it is ${row.state}, its shop says ${word}`] : wrong
}

/** The one status that people see follows from the three axes, whichever order a parcel's carrier spoke of. */
async function shownWrongs(_model: Model, { ctx }: World): Promise<readonly string[]> {
  const rows = await ctx.sql<
    {
      number: string
      shown: string
      state: OrderState
      signed: boolean
      fullyRefunded: boolean
      traces: TraceState[]
      afterSales: AfterSaleState[]
    }[]
  >`
    SELECT native_number AS number, shown, state, signed, refunded AS fully_refunded,
      ARRAY(SELECT s.trace FROM shipments s WHERE s.id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = o.id)) AS traces,
      ARRAY(SELECT state FROM after_sales WHERE order_id = o.id) AS after_sales
    FROM orders o`
  return rows.flatMap(({ number, shown, ...axes }) =>
    shown === shownStatus(axes) ? [] : [`${number} shows ${shown}, its axes say ${shownStatus(axes)}`],
  )
}

/** Whoever was refused finds that on the order's timeline. */
async function unrecorded(model: Model, { owner }: World): Promise<readonly string[]> {
  const rows = await owner<{ key: string; count: number }[]>`
    SELECT coalesce(order_id, 'null') || ' ' || verdict AS key, count(*)::int AS count FROM attempt_history GROUP BY 1`
  const recorded = new Map(rows.map((row) => [row.key, row.count]))
  return [...model.refusals].flatMap(([key, count]) => {
    const has = recorded.get(key) ?? 0
    return has < count ? [`${count} were told "${key}", ${has} are recorded`] : []
  })
}

/** What a state promises is armed, nothing else: of each parcel that left, that its carrier sees it, and of each return in hand, that it is inspected. */
async function deadlineWrongs(_model: Model, { owner }: World): Promise<readonly string[]> {
  const rows = await owner<{ what: string }[]>`
    WITH promised AS (
      SELECT l.order_id || '/' || s.id AS subject, 'first_trace' AS kind, s.departed_at + interval '24 hours' AS due_at
      FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id JOIN orders o ON o.id = l.order_id
      WHERE o.state IN ('part_shipped', 'shipped', 'done') AND NOT o.signed AND s.trace = 'created' AND s.departed_at IS NOT NULL
      UNION SELECT order_id || '/' || scan_id, 'inspect_by', inspect_by FROM return_arrivals WHERE inspected_at IS NULL
      UNION SELECT id, 'ship_by', ship_by FROM orders WHERE state IN ('to_ship', 'packing', 'part_shipped') AND ship_by IS NOT NULL)
    SELECT coalesce(d.kind || ' ' || d.subject || ' is armed for ' || d.due_at, 'nothing is armed')
      || ', ' || coalesce(p.kind || ' ' || p.subject || ' is due at ' || p.due_at, 'nothing is promised') AS what
    FROM promised p FULL JOIN (SELECT * FROM deadlines WHERE state = 'armed') d USING (subject, kind)
    WHERE p.due_at IS DISTINCT FROM d.due_at`
  return rows.map((row) => row.what)
}

/** Who stops a parcel by hand is asked to only as long as there is a reason. */
async function loud(_model: Model, { owner }: World): Promise<readonly string[]> {
  const rows = await owner<{ what: string }[]>`
    SELECT 'a task to stop ' || i.order_id || ', ' || i.cause || ', has no reason' AS what
    FROM interceptions i JOIN orders o ON o.id = i.order_id
    WHERE i.resolved_at IS NULL AND i.cause = 'refund_requested' AND o.state <> 'cancelled' AND NOT o.refunded
      AND NOT 'refund_requested' = ANY(o.hold_reasons)
      AND NOT EXISTS (SELECT FROM after_sales a WHERE a.order_id = o.id AND a.state IN ('requested', 'approved', 'goods_returning', 'goods_received', 'refunding'))`
  return rows.map((row) => row.what)
}
