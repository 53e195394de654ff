import postgres from 'postgres'
import { query, signIn } from '../session.ts'
import { startBenchSystem } from './harness/bench-system.ts'
import { fillOrders } from './harness/fill-orders.ts'
import { percentile } from './harness/http-load.ts'
import { median, report, say } from './harness/report.ts'

const ORDERS = 1_000_000
const ROUNDS = 3
const CALLS = 10
const RAW_CALLS = 2

say(
  `heatmap: the 30-day map and one cell's orders at ${ORDERS.toLocaleString('en')} orders, against counting them from the orders`,
)
const system = await startBenchSystem()
const sql = postgres(system.ownerUrl, { max: 1, onnotice: () => {} })
try {
  await system.worker.stop(2000)
  say('  filling the tables …')
  await fillOrders(sql, ORDERS)
  await fillLinks()
  const cookie = await signIn(system, 'ops')
  const [cell] = await sql<{ appId: string; hour: Date }[]>`
    SELECT app_id AS "appId", hour FROM deviation_hours ORDER BY differing DESC, hour LIMIT 1`
  const input = { appId: cell?.appId, hour: cell?.hour.toISOString(), limit: 50 }
  const runs: { subject: number; limit: number; ratio: number }[] = []
  const maps: number[] = []
  const lists: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const map = await times(CALLS, () => query(system, cookie, { path: 'deviation.map', input: { days: 30 } }))
    const raw = await times(RAW_CALLS, () => countFromOrders())
    lists.push(...(await times(CALLS, () => query(system, cookie, { path: 'deviation.cell', input }))))
    maps.push(...map)
    const [subject, limit] = [median(map), median(raw)]
    runs.push({ subject, limit, ratio: subject / limit })
    say(
      `  round ${round + 1} of ${ROUNDS}: map ${subject.toFixed(1)} ms, counted from the orders ${limit.toFixed(0)} ms`,
    )
  }
  const sorted = (values: number[]) => values.sort((a, b) => a - b)
  report({
    name: 'heatmap',
    ratio: median(runs.map((run) => run.ratio)),
    goal: 0.2,
    subject: median(runs.map((run) => run.subject)),
    limit: median(runs.map((run) => run.limit)),
    unit: 'ms',
    runs,
    mapP95Ms: percentile(sorted(maps), 0.95),
    cellP95Ms: percentile(sorted(lists), 0.95),
    goalMs: 300,
    orders: ORDERS,
  })
} finally {
  await sql.end()
  await system.stop()
}

async function times(count: number, call: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < count; index += 1) {
    const started = performance.now()
    await call()
    taken.push(performance.now() - started)
  }
  return taken
}

/** The same map without any kept sum: what each channel last said of each order, compared and counted. */
function countFromOrders() {
  return sql`
    SELECT l.app_id, date_trunc('hour', l.reported_at, 'UTC') AS hour, count(*)::int AS checked,
           count(*) FILTER (WHERE m.standard <> o.state)::int AS differing
    FROM order_links l JOIN orders o ON o.id = l.order_id JOIN channel_apps a ON a.id = l.app_id
    JOIN status_maps m ON m.platform = a.platform AND m.axis = 'order' AND m.native = l.reported_status
    WHERE l.reported_at > now() - interval '30 days' GROUP BY 1, 2`
}

/** Every order linked to its app, one in a hundred disagreeing, spread over 30 days; the sums as the roll keeps them. */
async function fillLinks(): Promise<void> {
  await sql`
    INSERT INTO order_links (order_id, app_id, native_number, reported_status, reported_version, reported_at)
    SELECT o.id, s.app_id, o.native_number,
           CASE WHEN s.platform = 'own-shop' THEN CASE WHEN o.source_version % 100 = 1 THEN 'shipped' ELSE 'to_ship' END
                ELSE CASE WHEN o.source_version % 100 = 0 THEN '3' ELSE '2' END END,
           o.source_version, now() - (o.source_version % 2592000) * interval '1 second'
    FROM orders o JOIN shops s ON s.id = o.shop_id`
  await sql`
    INSERT INTO deviation_links (order_id, app_id, hour, standing)
    SELECT l.order_id, l.app_id, date_trunc('hour', l.reported_at, 'UTC'),
           CASE WHEN l.reported_status IN ('shipped', '3') THEN 'differs' ELSE 'agrees' END FROM order_links l`
  await sql`
    INSERT INTO deviation_hours (app_id, hour, checked, differing)
    SELECT app_id, hour, count(*), count(*) FILTER (WHERE standing = 'differs') FROM deviation_links GROUP BY app_id, hour`
  for (const table of ['order_links', 'deviation_links', 'deviation_hours']) await sql`VACUUM ANALYZE ${sql(table)}`
}
